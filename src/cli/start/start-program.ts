/** Starts one of our programs on this Node with flags of V8, in place of this process. */

import { fork } from 'node:child_process';
import { constants } from 'node:os';
import { starterVariable, stopSignals, type TellStop } from './told-to-stop.ts';

/**
 * Since Node 22.15, not on Windows; its warning about being experimental never appears, as this process is gone by
 * then.
 */
type Replace = (file: string, args: readonly string[], env: NodeJS.ProcessEnv) => never;

/**
 * The program gets this process's arguments, streams and, where the system allows it, its process id. Elsewhere it is a
 * child that ends with this process; signals are passed on, and this process ends as the child does.
 * @param flags of V8
 * @param args the program's
 */
export async function startProgram(flags: readonly string[], program: string, args: readonly string[]): Promise<void> {
  const { execve } = process as { execve?: Replace };
  const options = [...process.execArgv, ...flags];
  if (execve && process.platform !== 'win32')
    execve(process.execPath, [process.execPath, ...options, program, ...args], process.env);
  else await startChild(options, program, args);
}

function startChild(execArgv: string[], program: string, args: readonly string[]): Promise<void> {
  const env = { ...process.env, [starterVariable]: String(process.pid) };
  const child = fork(program, args, { execArgv, env, stdio: 'inherit' });
  const passOn = (signal: TellStop['stop']) => {
    // A terminal sends Ctrl-C to both; as a message it can be told from another one (told-to-stop.ts).
    if (child.connected) child.send({ stop: signal } satisfies TellStop, () => undefined);
  };
  const passing = stopSignals.map((signal) => [signal, passOn.bind(null, signal)] as const);
  for (const [signal, listener] of passing) process.on(signal, listener);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const [name, listener] of passing) process.off(name, listener);
      if (signal === null) process.exitCode = code ?? 1;
      else endBy(signal);
      resolve();
    });
  });
}

/**
 * Ends as the child did, so that the caller sees the same; where a signal does not end this process, with the exit code
 * that shells use for it.
 */
function endBy(signal: NodeJS.Signals): void {
  process.exitCode = 128 + constants.signals[signal];
  process.kill(process.pid, signal);
}
