/** What a command uses of the outside: where it writes, and how it is told to stop. */

import { hearStarter, stopSignals } from '../start/told-to-stop.ts';

export type Io = {
  /** Writes one line to standard output. */
  readonly print: (line: string) => void;
  /** Writes one line to standard error. */
  readonly complain: (line: string) => void;
  /** Standard output if it is a terminal that can move its cursor, as progress does; else null. */
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

const outputFailedExitCode = 1;

/** @param onError gets what Node throws at once where the stream is a file; other streams emit it as an event */
function write(stream: NodeJS.WriteStream, line: string, onError: (error: NodeJS.ErrnoException) => void): void {
  try {
    stream.write(`${line}\n`);
  } catch (error) {
    onError(error as NodeJS.ErrnoException);
  }
}

/** @returns null for anything but a terminal, and for one that knows only lines */
export function terminalOf<Stream extends { readonly isTTY?: boolean }>(
  stream: Stream,
  { TERM }: NodeJS.ProcessEnv,
): Stream | null {
  return stream.isTTY && TERM !== 'dumb' ? stream : null;
}

/**
 * This process as an {@link Io}. When output can no longer be written it stops as by Ctrl-C, after saving. A second
 * Ctrl-C ends it at once.
 */
export function processIo(): Io {
  const stop = new AbortController();
  const stopBy = (name: (typeof stopSignals)[number]) => {
    stop.abort(new Interruption(interruptedExitCode[name]));
  };
  for (const name of stopSignals) process.once(name, stopBy);
  hearStarter(stopBy);
  const complain = (line: string) => {
    write(process.stderr, line, () => undefined);
  };
  const onUnwritten = ({ code, message }: NodeJS.ErrnoException) => {
    // Whoever read along, such as `head`, has seen enough.
    const isUnread = code === 'EPIPE';
    if (!isUnread && !stop.signal.aborted)
      complain(`The output cannot be written (${message}), so the command ends. Make room, or write it elsewhere.`);
    if (!isUnread) process.once('exit', () => (process.exitCode = outputFailedExitCode));
    stop.abort(new Interruption(isUnread ? 0 : outputFailedExitCode));
  };
  process.stdout.on('error', onUnwritten);
  process.stderr.on('error', () => undefined);
  return {
    print: (line) => {
      write(process.stdout, line, onUnwritten);
    },
    complain,
    terminal: terminalOf(process.stdout, process.env),
    signal: stop.signal,
  };
}
