/** The process in which the engine runs. */

/** Names this process, in files that others read. */
export const processId = process.pid;

/** What it was started with, after its program. */
export function processArgument(): string {
  return process.argv[2];
}

/** @param code other than 0: it has failed */
export function endProcess(code = 0): never {
  process.exit(code);
}

/** @param listener hears of each rejection that nobody handles, which would only be warned of, or end the process without a word */
export function onUnhandledRejection(listener: (reason: unknown) => void): void {
  process.on('unhandledRejection', listener);
}

type UtilityParentPort = { postMessage(message: unknown): void; on(event: 'message', listener: () => void): void };

/** Says the one thing that this process was started for: to Electron as a message, to others as JSON on standard output. */
export function answerHost(answer: unknown): void {
  const { parentPort } = process as { parentPort?: UtilityParentPort };
  if (!parentPort) {
    process.stdout.write(JSON.stringify(answer));
    return;
  }
  // Electron's process would live on. Not at once: the message would be lost.
  parentPort.on('message', () => process.exit());
  parentPort.postMessage(answer);
}
