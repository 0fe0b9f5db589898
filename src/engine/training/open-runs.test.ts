// Holds P4.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOpenRuns } from './open-runs.ts';

let userDirectory: string;
beforeEach(async () => {
  userDirectory = await mkdtemp(join(tmpdir(), 'gatescope-open-'));
});
afterEach(() => rm(userDirectory, { recursive: true }));

/** A claim as another process writes it. */
async function claimedBy(pid: number, host = hostname()): Promise<void> {
  await mkdir(join(userDirectory, 'open-runs'), { recursive: true });
  await writeFile(join(userDirectory, 'open-runs', 'a'), `${pid} ${host}`);
}

test('a run shown by another process can be neither claimed nor released by anyone else', async () => {
  const runs = createOpenRuns(userDirectory);
  await claimedBy(process.ppid);
  expect(await runs.isElsewhere('a')).toBe(true);
  expect(await runs.claim('a')).toBe(false);
  await runs.letGo('a');
  expect(await runs.isElsewhere('a')).toBe(true);
});

test('a run can be claimed if nobody shows it, until released', async () => {
  const runs = createOpenRuns(userDirectory);
  expect(await runs.isElsewhere('a')).toBe(false);
  expect(await runs.claim('a')).toBe(true);
  expect(await runs.claim('a'), 'by whoever has it already').toBe(true);
  expect(await runs.isElsewhere('a')).toBe(false);
  await runs.letGo('a');
  expect(await readdir(join(userDirectory, 'open-runs'))).toEqual([]);
});

test.each([
  ['a process that is no more', () => [spawnSync(process.execPath, ['--version']).pid, hostname()] as const],
  ['another machine', () => [process.ppid, 'another-machine'] as const],
])('a claim of %s has no effect', async (_, holder) => {
  await claimedBy(...holder());
  const runs = createOpenRuns(userDirectory);
  expect(await runs.isElsewhere('a')).toBe(false);
  expect(await runs.claim('a')).toBe(true);
});
