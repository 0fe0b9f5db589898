/** Ends the process when one input hangs, which nothing else could. */

import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

export type WatchdogData = {
  /** [0]: when the present input came, in milliseconds since 1970, or 0 while there is none; [1]: its number. */
  readonly beat: Float64Array;
  readonly limitMs: number;
  /** How to repeat it. */
  readonly about: string;
};

const { beat, limitMs, about } = workerData as WatchdogData;

setInterval(() => {
  const [began, number] = beat;
  if (began === 0 || Date.now() - began < limitMs) return;
  writeSync(2, `\nNo answer for ${limitMs / 1000} s: ${about}, input ${number}.\n`);
  process.kill(process.pid, 'SIGKILL');
}, 250);
