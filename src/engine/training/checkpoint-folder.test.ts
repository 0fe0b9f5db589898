import { chmod, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type CheckpointFolder,
  createCheckpointFolder,
  kernelsToGoOnWith,
  mostRuns,
  runId,
} from './checkpoint-folder.ts';
import { checkpointOf } from './testing/checkpoints.ts';

let parent: string;
let folder: string;
let checkpoints: CheckpointFolder;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'gatescope-runs-'));
  folder = join(parent, 'runs');
  checkpoints = createCheckpointFolder(parent);
});
afterEach(() => rm(parent, { recursive: true }));

test('a saved run comes back as it was, and the next save takes its place', async () => {
  expect(await checkpoints.list()).toEqual([]);
  await checkpoints.save('a', checkpointOf(3));
  await checkpoints.save('a', checkpointOf(5, 2));
  expect(await checkpoints.load('a')).toEqual(checkpointOf(5, 2));
  expect(await readdir(folder)).toEqual(['a.run']);
});

test('runs are listed newest first, each with how far it has come', async () => {
  await checkpoints.save('old', { ...checkpointOf(2), saved: '2026-11-20T12:00:00.000Z' });
  await checkpoints.save('new', { ...checkpointOf(5), saved: '2026-11-21T12:00:00.000Z' });
  const runs = await checkpoints.list();
  expect(runs.map(({ id }) => id)).toEqual(['new', 'old']);
  expect(runs[0]).toMatchObject({
    step: 5,
    goal: 40,
    testAccuracy: 0.91,
    model: { cell: 'lstm', units: 8, layers: 2 },
    ...{ kernels: 'simd-6x2', threads: 2 },
  });
});

test('the kernels to go on with are those of the newest run, unless it was done', async () => {
  expect(await kernelsToGoOnWith(parent)).toBeUndefined();
  await checkpoints.save('old', { ...checkpointOf(2), kernels: 'simd-4x4', saved: '2026-11-20T12:00:00.000Z' });
  expect(await kernelsToGoOnWith(parent)).toBe('simd-4x4');
  await checkpoints.save('new', { ...checkpointOf(40), saved: '2026-11-21T12:00:00.000Z' });
  expect(await kernelsToGoOnWith(parent)).toBeUndefined();
});

test('files that are no runs are neither listed nor removed', async () => {
  await checkpoints.save('whole', checkpointOf(2));
  for (const [name, content] of [
    ['empty.run', ''],
    ['short.run', 'x'.repeat(33)],
    ['text.run', 'x'.repeat(5000)],
    ['notes.txt', 'mine'],
  ])
    await writeFile(join(folder, name), content);
  expect((await checkpoints.list()).map(({ id }) => id)).toEqual(['whole']);
  expect(await readdir(folder)).toHaveLength(5);
});

test('a run goes on only with as many digits as it was trained on', async () => {
  await checkpoints.save('a', checkpointOf(3));
  const run = await checkpoints.load('a');
  expect(() => {
    checkpoints.requireDigits('a', run, 500);
  }).not.toThrow();
  expect(() => {
    checkpoints.requireDigits('a', run, 60_000);
  }).toThrow(expect.objectContaining({ kind: 'checkpointUnusable' }));
});

test('of many runs those saved last are kept, whenever they began', async () => {
  const ids = Array.from({ length: mostRuns }, (_, day) => runId(new Date(Date.UTC(2026, 0, 1 + day)), 0.5));
  for (const id of ids) await checkpoints.save(id, checkpointOf(1));
  for (const [index, id] of ids.entries()) {
    const saved = new Date(Date.UTC(2026, 1, 1 + index));
    await utimes(join(folder, `${id}.run`), saved, saved);
  }
  await checkpoints.save(ids[0], checkpointOf(2));
  const fresh = runId(new Date(Date.UTC(2026, 2, 1)), 0.5);
  await checkpoints.save(fresh, checkpointOf(1));
  expect((await readdir(folder)).sort()).toEqual([ids[0], ...ids.slice(2), fresh].map((id) => `${id}.run`));

  // One that was removed meanwhile, and goes on.
  await checkpoints.save(ids[1], checkpointOf(1));
  expect((await readdir(folder)).sort()).toEqual([ids[0], ids[1], ...ids.slice(3), fresh].map((id) => `${id}.run`));
});

test('only so many runs are kept', async () => {
  const ids = Array.from({ length: mostRuns + 2 }, (_, day) => runId(new Date(Date.UTC(2026, 0, 1 + day)), 0.5));
  for (const id of ids) await checkpoints.save(id, checkpointOf(1));
  expect((await readdir(folder)).sort()).toEqual(ids.slice(2).map((id) => `${id}.run`));
  expect(ids[0]).toMatch(/^20260101000000-[0-9a-z]{4}$/);
});

test('a file with one altered byte, cut off or missing is refused with a sentence that says what to do', async () => {
  await checkpoints.save('a', checkpointOf(3));
  const path = join(folder, 'a.run');
  const bytes = await readFile(path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] ^= 1;
  await writeFile(path, bytes);
  await expect(checkpoints.load('a')).rejects.toMatchObject({
    kind: 'checkpointUnusable',
    message: `The saved run ${path} cannot be gone on with: the file was altered or cut. Remove it, or begin a new run.`,
  });
  await writeFile(path, bytes.subarray(0, middle));
  await expect(checkpoints.load('a')).rejects.toMatchObject({ kind: 'checkpointUnusable' });
  await checkpoints.remove('a');
  await expect(checkpoints.load('a')).rejects.toMatchObject({ kind: 'checkpointUnusable' });
});

test('where the folder cannot be written the old file stays, and the sentence says so', async () => {
  await checkpoints.save('a', checkpointOf(3));
  // Root may write anywhere, but a folder within a file stops everybody.
  const blocked = createCheckpointFolder(join(folder, 'a.run'));
  await expect(blocked.save('b', checkpointOf(1))).rejects.toMatchObject({ kind: 'checkpointUnsaved' });
  await chmod(folder, 0o500);
  if (process.getuid?.() !== 0)
    await expect(checkpoints.save('a', checkpointOf(9))).rejects.toMatchObject({ kind: 'checkpointUnsaved' });
  await chmod(folder, 0o700);
  expect((await checkpoints.load('a')).trainer.step).toBe(3);
});
