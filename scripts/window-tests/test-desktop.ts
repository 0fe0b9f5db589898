/** A desktop for the tests where there is none: a virtual screen, a window manager, a message bus, a Korean font. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { canInstall, install } from '../debian.ts';
import { run } from '../run.ts';
import { createOrdinaryUser, type OrdinaryUser } from './ordinary-user.ts';

/** Program → its Debian package. */
const programs = { Xvfb: 'xvfb', openbox: 'openbox', 'dbus-run-session': 'dbus', xdotool: 'xdotool' };
/** Libraries that Electron loads, and a font for the page's Korean. */
const libraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libnotify4', 'fonts-nanum'];

/** Wide enough for a window of 1920×1080 and its frame. */
const screen = '1940x1120x24';

export type TestDesktop = {
  /** Runs a program on it, as an ordinary user. Resolves with its exit code. */
  readonly run: (command: string, args: readonly string[], env: NodeJS.ProcessEnv) => Promise<number>;
  /** Where that user may write. */
  readonly home: string;
  readonly close: () => void;
};

/**
 * @param check throws where this user cannot run the tests
 * @throws Error in one sentence where there can be none
 */
export async function startTestDesktop(check: (user: OrdinaryUser) => void): Promise<TestDesktop> {
  if (process.platform !== 'linux') throw new Error('A virtual screen is available on Linux only');
  await installPrograms();
  const user = createOrdinaryUser();
  check(user);
  const server = spawn('Xvfb', ['-screen', '0', screen, '-nolisten', 'tcp', '-displayfd', '3'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = `:${await firstLine(server)}`;
  return {
    home: user.home,
    run: (command, args, env) =>
      run('dbus-run-session', ['--', 'sh', '-c', 'openbox >/dev/null 2>&1 & exec "$@"', 'sh', command, ...args], {
        env: { ...env, ...user.env, DISPLAY: display, WAYLAND_DISPLAY: undefined },
        ...user.ids,
      }),
    close() {
      server.kill();
      user.remove();
    },
  };
}

async function installPrograms(): Promise<void> {
  const missing = () => Object.entries(programs).filter(([program]) => spawnSync('which', [program]).status !== 0);
  // Without the program there is no output at all.
  const { stdout: korean } = spawnSync('fc-list', [':lang=ko', 'family'], { encoding: 'utf8' });
  if ((missing().length > 0 || !korean) && canInstall()) await install(...Object.values(programs), ...libraries);
  const names = missing().map(([, name]) => name);
  if (names.length > 0) throw new Error(`The tests of the window need Debian's packages ${names.join(', ')}`);
}

async function firstLine(server: ChildProcess): Promise<string> {
  const lines = createInterface(server.stdio[3] as Readable);
  const ended = once(server, 'exit').then(() => {
    throw new Error('The virtual screen does not start');
  });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  return line;
}
