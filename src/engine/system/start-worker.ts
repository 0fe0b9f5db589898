/** Starts computing threads; `this-thread.ts` is their side. */

import { Worker } from 'node:worker_threads';

export type StartedWorker = {
  send(message: unknown): void;
  /** Receives the next message. The thread keeps the process alive only while one is awaited. */
  hearNext(listener: (message: unknown) => void): void;
  /** Receives why the thread ended, for any reason; possibly more than once. */
  onEnd(listener: (error: Error) => void): void;
  end(): void;
};

/** @param file compiled program @param data available there as `threadData` @param options for the runtime */
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
