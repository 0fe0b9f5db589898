/** Runs the engine in a worker thread, and restarts it after a crash. It does not look at messages. */

import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { mayRestart } from '../protocol/bridge.ts';
import { type ConnectMessage, type EndMessage, type EngineAssets, youngGenerationMb } from '../protocol/host.ts';
import { messageOf } from '../domain/errors.ts';
import { limits } from '../domain/limits/limits.ts';

type StopListener = (restarting: boolean) => void;

export type EngineClient = {
  /** Leads to the engine. */
  readonly port: MessagePort;
  /** Closes the port for good. */
  readonly disconnect: () => void;
};

export type EngineThread = {
  /**
   * Connects a new client; null after repeated crashes, when the engine restarts only on request.
   * @param again whether to restart it even so
   * @param onStopped called when this client's engine has died and its successor, if any, takes clients
   */
  connect(again: boolean, onStopped: StopListener): EngineClient | null;
  /** Ends the engine, which saves first, without calling `onStopped`. */
  close(): Promise<void>;
};

/**
 * @param path the built engine
 * @param log gets a sentence after each crash
 */
export function startEngineThread(path: string, assets: EngineAssets, log: (line: string) => void): EngineThread {
  const crashTimes: number[] = [];
  const stopListeners = new Set<StopListener>();
  let closing = false;
  let worker: Worker | null = start();

  function start(): Worker {
    let reason = '';
    const thread = new Worker(path, {
      workerData: assets,
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    });
    thread.on('error', (error) => (reason = messageOf(error)));
    thread.on('exit', (code) => {
      if (!closing) onCrash(reason || `exit code ${code}`);
    });
    return thread;
  }

  function onCrash(reason: string) {
    crashTimes.push(performance.now());
    const restarting = mayRestart(crashTimes);
    const consequence = restarting
      ? 'It restarts now; a saved run can be resumed.'
      : 'After repeated crashes it restarts only on request.';
    log(`The engine stopped unexpectedly (${reason}). ${consequence}`);
    worker = restarting ? start() : null;
    // Not on the ports' own `close`: it comes before `exit`, when a returning client would meet the dying thread.
    for (const listener of stopListeners) listener(restarting);
    stopListeners.clear();
  }

  return {
    connect(again, onStopped) {
      if (again) worker ??= start();
      if (!worker) return null;
      const { port1, port2 } = new MessageChannel();
      stopListeners.add(onStopped);
      const message: ConnectMessage & { port: MessagePort } = { type: 'connect', port: port1 };
      worker.postMessage(message, [port1]);
      return {
        port: port2,
        disconnect() {
          stopListeners.delete(onStopped);
          port2.close();
        },
      };
    },
    async close() {
      closing = true;
      const ending = worker;
      if (!ending) return;
      await new Promise<unknown>((resolve) => {
        const timer = setTimeout(resolve, limits.maxEndMs);
        ending.once('exit', resolve).once('exit', () => {
          clearTimeout(timer);
        });
        ending.postMessage({ type: 'end' } satisfies EndMessage);
      });
      await ending.terminate();
    },
  };
}
