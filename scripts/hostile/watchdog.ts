/** Watches from its own thread whether each input is answered. */

import { Worker } from 'node:worker_threads';
import type { WatchdogData } from './watchdog-thread.ts';

/** Node 20 reads TypeScript only with tsx. */
const execArgv = process.versions.node.startsWith('20.') ? ['--import', 'tsx'] : [];

/** @param about how to repeat it; printed before the process is ended */
export function startWatchdog(about: string, limitMs: number) {
  const beat = new Float64Array(new SharedArrayBuffer(16));
  const data: WatchdogData = { beat, limitMs, about };
  const thread = new Worker(new URL('watchdog-thread.ts', import.meta.url), { workerData: data, execArgv });
  thread.unref();
  return {
    /** @param number of the input that comes now */
    begin(number: number) {
      beat[1] = number;
      beat[0] = Date.now();
    },
    end() {
      beat[0] = 0;
    },
    stop: () => thread.terminate(),
  };
}
