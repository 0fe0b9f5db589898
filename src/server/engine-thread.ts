/** Runs the engine in a worker thread, and runs it again when it has died. What is said to it is not this file's matter. */

import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { mayRestart } from '../protocol/bridge.ts';
import {
  type ConnectMessage,
  type EndMessage,
  type EngineAssets,
  longestEndMs,
  youngGenerationMb,
} from '../protocol/host.ts';
import { messageOf } from '../domain/errors.ts';

type StopListener = (restarting: boolean) => void;

export type EngineClient = {
  /** Leads to the engine. */
  readonly port: MessagePort;
  /** Closes the port for good. */
  readonly disconnect: () => void;
};

export type EngineThread = {
  /**
   * Connects a new client; null once the engine has died too often to be started again by itself.
   * @param again whether somebody has asked for it to be started again even so
   * @param onStopped called when the engine of this client has died and its successor, if there is one, takes clients
   */
  connect(again: boolean, onStopped: StopListener): EngineClient | null;
  /** Ends the engine, which saves first, without calling `onStopped`. */
  close(): Promise<void>;
};

/**
 * @param path the built engine
 * @param log gets a sentence each time the engine has died
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
      ? 'It is being started again; what was saved of the run can be resumed.'
      : 'It is started again when somebody asks for it.';
    log(`The engine stopped unexpectedly (${reason}). ${consequence}`);
    worker = restarting ? start() : null;
    // Not on the ports' own `close`: it comes before `exit`, when a client that came back would meet the dying thread.
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
        const timer = setTimeout(resolve, longestEndMs);
        ending.once('exit', resolve).once('exit', () => {
          clearTimeout(timer);
        });
        ending.postMessage({ type: 'end' } satisfies EndMessage);
      });
      await ending.terminate();
    },
  };
}
