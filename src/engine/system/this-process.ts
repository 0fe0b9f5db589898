/** The engine's process. */

/** Identifies this process in files that others read. */
export const processId = process.pid;

/** The command-line argument after the program. */
export function processArgument(): string {
  return process.argv[2];
}

/** @param code non-zero: it has failed */
export function endProcess(code = 0): never {
  process.exit(code);
}

/**
 * @param listener receives each unhandled rejection, which would otherwise cause a mere warning or end the process
 * silently
 */
export function onUnhandledRejection(listener: (reason: unknown) => void): void {
  process.on('unhandledRejection', listener);
}

type UtilityParentPort = { postMessage(message: unknown): void; on(event: 'message', listener: () => void): void };

/** Sends the single result of this process: to Electron as a message, otherwise as JSON on standard output. */
export function answerHost(answer: unknown): void {
  const { parentPort } = process as { parentPort?: UtilityParentPort };
  if (!parentPort) {
    process.stdout.write(JSON.stringify(answer));
    return;
  }
  // Electron's process would live on. Exiting at once would lose the message.
  parentPort.on('message', () => process.exit());
  parentPort.postMessage(answer);
}
