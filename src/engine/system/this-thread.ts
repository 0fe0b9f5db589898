/** The computing thread that runs this, and the thread that started it (`start-worker.ts`). */

import { parentPort, workerData } from 'node:worker_threads';

/** The start data. */
export const threadData: unknown = workerData;

/** Calls the listener with each message of the starting thread. */
export function onThreadMessage(listener: (message: unknown) => void): void {
  parentPort?.on('message', listener);
}

/** Sends a message to the starting thread. */
export function sendFromThread(message: unknown): void {
  parentPort?.postMessage(message);
}
