/** Starts threads of computation; `this-thread.ts` is their side. */

import { Worker } from 'node:worker_threads';

export type StartedWorker = {
  send(message: unknown): void;
  /** Hears the next message. Only while one is waited for does the thread keep the process alive. */
  hearNext(listener: (message: unknown) => void): void;
  /** Hears why it has ended, whatever the reason; more than once perhaps. */
  onEnd(listener: (error: Error) => void): void;
  end(): void;
};

/** @param file its program, built @param data it finds it as `thisThread.data` @param options of the program that runs it */
export function startWorker(file: string, data: unknown, options: readonly string[]): StartedWorker {
  const worker = new Worker(file, { workerData: data, execArgv: [...options] });
  return {
    send(message) {
      worker.postMessage(message);
    },
    hearNext(listener) {
      worker.ref();
      worker.once('message', (message: unknown) => {
        worker.unref();
        listener(message);
      });
    },
    onEnd(listener) {
      worker.on('error', listener);
      worker.on('exit', () => {
        listener(new Error('A computing thread has stopped.'));
      });
    },
    end: () => void worker.terminate(),
  };
}
