/** What a command may use of the outside: where it writes, and how it learns that it is to stop. */

import { hearStarter, stopSignals } from './start/told-to-stop.ts';

export type Io = {
  /** Writes one line to standard output. */
  readonly print: (line: string) => void;
  /** Writes one line to standard error. */
  readonly complain: (line: string) => void;
  /** Standard output if a person watches it on a terminal, where progress may move; else null. */
  readonly terminal: NodeJS.WriteStream | null;
  /** Aborted with an {@link Interruption} when the command is to tidy up and end. */
  readonly signal: AbortSignal;
};

/** Why a command ended early without having failed. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly exitCode: number;

  constructor(exitCode: number) {
    super('Interrupted.');
    this.exitCode = exitCode;
  }
}

/** Shells report a program that signal n ended as 128 + n. */
const interruptedExitCode = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** This process as an {@link Io}. A second Ctrl-C ends it at once. */
export function processIo(): Io {
  const stop = new AbortController();
  const stopBy = (name: (typeof stopSignals)[number]) => {
    stop.abort(new Interruption(interruptedExitCode[name]));
  };
  for (const name of stopSignals) process.once(name, stopBy);
  hearStarter(stopBy);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read along, such as `head`, has seen enough.
    if (error.code !== 'EPIPE') throw error;
    stop.abort(new Interruption(0));
  });
  return {
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
    terminal: process.stdout.isTTY ? process.stdout : null,
    signal: stop.signal,
  };
}
