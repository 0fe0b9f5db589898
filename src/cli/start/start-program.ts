/** Starts a program of ours on this Node with flags of V8, in this process's place. */

import { fork } from 'node:child_process';
import { constants } from 'node:os';
import { starterVariable, stopSignals, type TellStop } from './told-to-stop.ts';

/** Since Node 22.15, not on Windows; it says nothing of being experimental, as nothing of this process is left to say it. */
type Replace = (file: string, args: readonly string[], env: NodeJS.ProcessEnv) => never;

/**
 * The program has this process's arguments, streams and, where the system has a way to, its very number. Elsewhere it is a child that
 * ends with this process; signals reach it through here, and this process ends as it does.
 * @param flags of V8, @param args the program's
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
    // A terminal sends Ctrl-C to both: as a message it is told from another one (told-to-stop.ts).
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

/** Ends as the child did, so that whoever waits sees the same; where a signal does not end this process, as shells report it. */
function endBy(signal: NodeJS.Signals): void {
  process.exitCode = 128 + constants.signals[signal];
  process.kill(process.pid, signal);
}
