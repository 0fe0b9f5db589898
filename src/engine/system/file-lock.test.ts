// Holds P32.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withFileLock } from './file-lock.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-lock-'));
  path = join(folder, 'digits.json');
});
afterEach(() => rm(folder, { recursive: true }));

/** The lock name that `withFileLock` gives a process of this machine. */
const nameOf = (pid: number, host = hostname().replace(/\W/g, '_')) =>
  `${pid}-${host}-01234567-89ab-cdef-0123-456789abcdef`;

async function lockedBy(holder: string) {
  await mkdir(`${path}.lock`);
  await writeFile(join(`${path}.lock`, holder), '');
}

test('changes happen one after the other, and no lock is left behind', async () => {
  let inside = 0;
  let most = 0;
  const change = async () => {
    most = Math.max(most, ++inside);
    await sleep(2);
    inside--;
  };
  await Promise.all(Array.from({ length: 8 }, () => withFileLock(path, change)));
  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

test('rethrows what the work throws, and releases the lock', async () => {
  await expect(withFileLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await readdir(folder)).toEqual([]);
});

test('throws the reason if no lock can be made', async () => {
  await writeFile(path, '');
  await expect(withFileLock(join(path, 'within'), () => Promise.resolve())).rejects.toThrow(/ENOTDIR|ENOENT/);
});

test("a dead process's lock is broken at once by one of those waiting", async () => {
  await lockedBy(nameOf(spawnSync(process.execPath, ['--version']).pid));
  const work = vi.fn(() => Promise.resolve());
  await Promise.all([1, 2, 3].map(() => withFileLock(path, work, Infinity)));
  expect(work).toHaveBeenCalledTimes(3);
  expect(await readdir(folder)).toEqual([]);
});

test('a half-released lock does not count', async () => {
  await mkdir(`${path}.lock`);
  expect(await withFileLock(path, () => Promise.resolve(7), Infinity)).toBe(7);
});

test.each([
  ['that lives', nameOf(process.ppid)],
  ['of another machine', nameOf(1, 'elsewhere')],
])('waits for the lock of a process %s, and breaks it after a long time', async (_, holder) => {
  await lockedBy(holder);
  const work = vi.fn(() => Promise.resolve());
  const waiting = withFileLock(path, work, 20);
  await sleep(100);
  expect(work).not.toHaveBeenCalled();
  await waiting;
  expect(work).toHaveBeenCalledOnce();
});

test('however processes are killed, no two ever hold the lock, and the others proceed', async () => {
  const program = join(import.meta.dirname, 'testing', 'take-lock-forever.ts');
  const options = process.versions.node.startsWith('20.') ? ['--import', 'tsx'] : ['--no-warnings'];
  const said: string[] = [];
  const start = () => {
    const child = spawn(process.execPath, [...options, program, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (data: Buffer) => said.push(...data.toString().trim().split('\n')));
    return child;
  };
  const kill = async (child: ChildProcess) => {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  let living = [start(), start(), start()];
  for (let death = 0; death < 12; death++) {
    const before = said.length;
    await vi.waitUntil(() => said.length > before + 3, { interval: 1, timeout: 20_000 });
    const [oldest, ...others] = living;
    await kill(oldest);
    living = [...others, start()];
  }
  await Promise.all(living.map(kill));
  expect(said).not.toContain('twice');
  expect(said.length).toBeGreaterThanOrEqual(12 * 4);
  expect(await withFileLock(path, () => Promise.resolve('free'), Infinity)).toBe('free');
});
