/** A system to install things on: it starts as a copy of this one, and is deleted afterwards. */

import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

export type ThrowAwayRoot = {
  /** Runs a program there as root. @returns its output @throws Error where it fails, with its output */
  readonly run: (command: string, ...args: readonly string[]) => Promise<string>;
  /** Starts a program there as root, and does not wait for it. */
  readonly start: (command: string, ...args: readonly string[]) => ChildProcess;
  /** The path here of a path there. */
  readonly outside: (path: string) => string;
  /** Paths of everything that is there and not here, except in memory: /tmp, /run and the like. */
  readonly own: () => Promise<string[]>;
  readonly close: () => Promise<void>;
};

/** Why there can be none; undefined where there can. */
export function whyNoRoot(): string | undefined {
  if (process.platform !== 'linux') return 'it is for Linux';
  if (process.getuid?.() !== 0) return 'only root may make it';
  if (!existsSync('/usr/bin/apt-get')) return 'Debian’s apt is not here';
  if (!succeeds('unshare', '--mount', 'sh', '-c', overlay)) return 'this system lets root mount nothing';
  const somebody = ['--reuid=65534', '--regid=65534', '--clear-groups'];
  if (succeeds('setpriv', ...somebody, 'unshare', '--user', 'true')) return undefined;
  return 'this system denies Chromium’s sandbox its user namespaces';
}

/** The minimum of what `enter.sh` does. */
const overlay = `mount -t tmpfs tmpfs /mnt && cd /mnt && mkdir a b c
mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/a,workdir=/mnt/b c`;

function succeeds(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args).status === 0;
}

/** @throws Error with the reason that {@link whyNoRoot} gives */
export async function enterThrowAwayRoot(): Promise<ThrowAwayRoot> {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-root-'));
  const namespaces = ['--mount', '--pid', '--fork', '--kill-child'];
  const script = join(import.meta.dirname, 'enter.sh');
  const holder = spawn('unshare', [...namespaces, 'sh', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  // Its end closes the stream, and is reported.
  const line = createInterface(holder.stdout);
  const told: unknown = await Promise.race([once(line, 'line'), once(line, 'close')]);
  if (!Array.isArray(told) || told[0] !== 'ready') throw new Error('This system lets root mount nothing.');
  const children = await readFile(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8');
  const first = children.trim();
  const enter = ['--target', first, '--mount', '--pid', '--'];
  const env = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    LANG: 'C.UTF-8',
    DEBIAN_FRONTEND: 'noninteractive',
    TERM: 'dumb',
  };

  async function run(command: string, ...args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)('nsenter', [...enter, command, ...args], { env, maxBuffer: 2 ** 26 });
    return stdout;
  }

  return {
    run,
    start: (command, ...args) =>
      spawn('nsenter', [...enter, command, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] }),
    outside: (path) => join('/proc', first, 'root', path),
    async own() {
      const paths = (await run('find', '/mnt/changes', '-mindepth', '1', '-printf', '/%P\\n')).trim().split('\n');
      return paths.filter((path) => !existsSync(path)).toSorted();
    },
    async close() {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
      await rmdir(folder);
    },
  };
}
