/**
 * What can be killed while it trains: the browser host, one of its threads, the desktop app in its real window, the
 * app's engine.
 */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectTo, startHostOn } from '../../bench/engine-connection.ts';
import { dieWhenThereIs } from '../../e2e/hosts/die-on-request.ts';
import { createWindowHost } from '../../e2e/hosts/window-host.ts';
import type { ClientFunctions, EngineFunctions } from '../../src/protocol/api.ts';

export type Life = {
  readonly engine: EngineFunctions;
  /** Resolves when nothing of it computes or writes any more. */
  readonly kill: () => Promise<void>;
};

/** @param client listeners of the engine's events */
type Victim = (userData: string, saveSeconds: number, client: Partial<ClientFunctions>) => Promise<Life>;

/** Resolves when the process is gone. */
export async function killed(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const exited = once(process, 'exit');
  process.kill('SIGKILL');
  await exited;
}

async function gone(pid: number): Promise<void> {
  const lives = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  while (lives()) await sleep(5);
}

const host: Victim = async (userData, saveSeconds, client) => {
  const { page, process } = await startHostOn(userData, ['--save-seconds', String(saveSeconds)]);
  const { engine } = await connectTo(page, client);
  return { engine, kill: () => killed(process) };
};

/** The engine's thread or one of its compute threads, whichever checks first. The host then starts another engine. */
const thread: Victim = async (userData, saveSeconds, client) => {
  const death = join(userData, 'die');
  const options = ['--save-seconds', String(saveSeconds)];
  const { page, process } = await startHostOn(userData, options, dieWhenThereIs(death));
  const { engine, closed } = await connectTo(page, client);
  return {
    engine,
    async kill() {
      await writeFile(death, '');
      await closed;
      await killed(process);
    },
  };
};

/** The app in its real window, with the engine in its own process. */
async function startWindow(userData: string, saveSeconds: number, client: Partial<ClientFunctions>) {
  const host = await createWindowHost({ userData, args: [`--save-seconds=${saveSeconds}`] });
  const { engine } = await host.connect(await host.open(), client);
  // Its process exists once it answers.
  await engine.getStatus(undefined);
  return { host, engine, enginePid: await host.processOf('Gatescope engine') };
}

const app: Victim = async (userData, saveSeconds, client) => {
  const { host, engine, enginePid } = await startWindow(userData, saveSeconds, client);
  return {
    engine,
    async kill() {
      await host.kill();
      // It ends with its app.
      await gone(enginePid);
    },
  };
};

const engine: Victim = async (userData, saveSeconds, client) => {
  const { host, engine, enginePid } = await startWindow(userData, saveSeconds, client);
  return {
    engine,
    async kill() {
      process.kill(enginePid, 'SIGKILL');
      await gone(enginePid);
      await host.kill();
    },
  };
};

export const victims = { host, thread, app, engine } as const;
export type VictimName = keyof typeof victims;
