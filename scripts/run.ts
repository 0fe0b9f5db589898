/** Runs one program of this project to its end. */

import { spawn, type StdioOptions } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** Path of a file in an installed package. */
export function inPackage(...parts: string[]): string {
  return join(root, 'node_modules', ...parts);
}

export type RunOptions = {
  readonly stdio?: StdioOptions;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which it is ended. */
  readonly timeout?: number;
  /** User id to run as; only root may choose. */
  readonly uid?: number;
  readonly gid?: number;
};

/**
 * Resolves with the exit code, 128 + n after signal n as in shells. Ctrl-C reaches the program by itself, like
 * everything in the terminal; this process waits for it to tidy up and then ends too, whatever was to come next.
 * @throws Error when the program cannot be started
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  const stop = new AbortController();
  const wait = () => {
    stop.abort();
  };
  const end = () => {
    stop.abort();
    child.kill('SIGTERM');
  };
  process.on('SIGINT', wait).on('SIGTERM', end);
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (exitCode, signal) => {
        // Ctrl-C reaches each process of the group; the program may be gone before this process hears of it.
        if (!child.killed && (signal === 'SIGINT' || signal === 'SIGTERM')) stop.abort();
        resolve(exitCode ?? 128 + constants.signals[signal ?? 'SIGTERM']);
      });
    });
    if (stop.signal.aborted) process.exit(code);
    return code;
  } finally {
    process.off('SIGINT', wait).off('SIGTERM', end);
  }
}

/** Runs a JavaScript program on the present Node; see {@link run}. */
export function runNode(script: string, args: readonly string[], options?: RunOptions): Promise<number> {
  return run(process.execPath, [script, ...args], options);
}
