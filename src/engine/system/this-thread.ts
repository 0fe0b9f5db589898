/** The thread of computation that runs this, and the one that has started it (`start-worker.ts`). */

import { parentPort, workerData } from 'node:worker_threads';

/** What it was started with. */
export const threadData: unknown = workerData;

export function onThreadMessage(listener: (message: unknown) => void): void {
  parentPort?.on('message', listener);
}

export function sendFromThread(message: unknown): void {
  parentPort?.postMessage(message);
}
