// Holds P1, P3, P7.
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CheckpointFolder, createCheckpointFolder, kernelsToGoOnWith, runId } from './checkpoint-folder.ts';
import { briefSeconds } from './kept-runs.ts';
import { framed } from './framed.ts';
import { checkpointOf, keptNetwork } from './testing/checkpoints.ts';
import { sha256 } from '../system/sha256.ts';
import { limits } from '../../domain/limits/limits.ts';

let parent: string;
let folder: string;
let checkpoints: CheckpointFolder;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'gatescope-runs-'));
  folder = join(parent, 'runs');
  checkpoints = createCheckpointFolder(parent);
});
afterEach(() => rm(parent, { recursive: true }));

test('a saved run survives a round trip, and the next save replaces it', async () => {
  expect(await checkpoints.list()).toEqual([]);
  await checkpoints.save('a', checkpointOf(3));
  await checkpoints.save('a', checkpointOf(5, 2));
  expect(await checkpoints.load('a')).toEqual(checkpointOf(5, 2));
  expect(await readdir(folder)).toEqual(['a.run']);
});

test('lists runs newest first, each with its progress', async () => {
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

test('the kernels to resume with are those of the newest run unless it is complete', async () => {
  expect(await kernelsToGoOnWith(parent)).toBeUndefined();
  await checkpoints.save('old', { ...checkpointOf(2), kernels: 'simd-4x4', saved: '2026-11-20T12:00:00.000Z' });
  expect(await kernelsToGoOnWith(parent)).toBe('simd-4x4');
  await checkpoints.save('new', { ...checkpointOf(40), saved: '2026-11-21T12:00:00.000Z' });
  expect(await kernelsToGoOnWith(parent)).toBeUndefined();
});

test('neither lists nor removes files that are not runs', async () => {
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

test('resumes a run only with the number of digits it was trained on', async () => {
  await checkpoints.save('a', checkpointOf(3));
  const run = await checkpoints.load('a');
  expect(() => {
    checkpoints.requireDigits('a', run, 500);
  }).not.toThrow();
  expect(() => {
    checkpoints.requireDigits('a', run, 60_000);
  }).toThrow(expect.objectContaining({ kind: 'checkpointUnusable' }));
});

test('keeps the runs saved last, whenever they began', async () => {
  const ids = Array.from({ length: limits.maxRuns }, (_, day) => runId(new Date(Date.UTC(2026, 0, 1 + day)), 0.5));
  for (const id of ids) await checkpoints.save(id, checkpointOf(1));
  for (const [index, id] of ids.entries()) {
    const saved = new Date(Date.UTC(2026, 1, 1 + index));
    await utimes(join(folder, `${id}.run`), saved, saved);
  }
  await checkpoints.save(ids[0], checkpointOf(2));
  const fresh = runId(new Date(Date.UTC(2026, 2, 1)), 0.5);
  await checkpoints.save(fresh, checkpointOf(1));
  expect((await readdir(folder)).sort()).toEqual([ids[0], ...ids.slice(2), fresh].map((id) => `${id}.run`));

  // One that was removed meanwhile, and continues.
  await checkpoints.save(ids[1], checkpointOf(1));
  expect((await readdir(folder)).sort()).toEqual([ids[0], ids[1], ...ids.slice(3), fresh].map((id) => `${id}.run`));
});

test('keeps a limited number of runs', async () => {
  const ids = Array.from({ length: limits.maxRuns + 2 }, (_, day) => runId(new Date(Date.UTC(2026, 0, 1 + day)), 0.5));
  for (const id of ids) await checkpoints.save(id, checkpointOf(1));
  expect((await readdir(folder)).sort()).toEqual(ids.slice(2).map((id) => `${id}.run`));
  expect(ids[0]).toMatch(/^20260101000000-[0-9a-z]{4}$/);
});

/** @param seconds of the unfinished epoch */
const trainedFor = (seconds: number) => {
  const checkpoint = checkpointOf(3);
  return { ...checkpoint, runner: { ...checkpoint.runner, epochSeconds: seconds } };
};

test('no number of brief runs displaces a long one', async () => {
  for (let run = 0; run < limits.maxRuns; run++) await checkpoints.save(`long${run}`, trainedFor(briefSeconds));
  for (let run = 0; run < 2 * limits.maxRuns; run++) await checkpoints.save(`brief${run}`, trainedFor(1));
  const kept = async () => (await readdir(folder)).filter((name) => name.startsWith('long'));
  expect(await kept()).toHaveLength(limits.maxRuns);
  expect(await readdir(folder)).toHaveLength(limits.maxRuns + 1);
  // It is now long itself.
  await checkpoints.save(`brief${2 * limits.maxRuns - 1}`, trainedFor(briefSeconds));
  expect(await kept()).toHaveLength(limits.maxRuns - 1);
});

test('foreign files in the folder neither prevent saving nor get removed', async () => {
  await checkpoints.save('first', checkpointOf(1));
  await symlink('/nowhere/at/all', join(folder, 'dangling.run'));
  for (let stray = 0; stray < limits.maxRuns; stray++) await mkdir(join(folder, `folder${stray}.run`));
  for (let run = 0; run < limits.maxRuns; run++) await checkpoints.save(`run${run}`, checkpointOf(1));
  const names = await readdir(folder);
  expect(names.filter((name) => name.startsWith('folder'))).toHaveLength(limits.maxRuns);
  expect(names).toContain('dangling.run');
  expect((await checkpoints.list()).map(({ id }) => id)).toHaveLength(limits.maxRuns);
  expect(names).not.toContain('first.run');
});

test('runs dated in the future rank below what was saved since the clock was set back', async () => {
  await checkpoints.save('future', { ...checkpointOf(2), saved: '2099-11-20T12:00:00.000Z' });
  await checkpoints.save('now', { ...checkpointOf(5), saved: '2026-11-21T12:00:00.000Z' });
  expect((await checkpoints.list()).map(({ id }) => id)).toEqual(['now', 'future']);
});

test("a run's name can be changed, is stored in its file, and does not make it newer", async () => {
  const old = new Date('2026-11-20T12:00:00Z');
  for (const [id, work] of [
    ['run', checkpointOf(3)],
    ['network', keptNetwork(5)],
  ] as const) {
    await checkpoints.save(id, work);
    const path = join(folder, `${id}.run`);
    await utimes(path, old, old);
    await checkpoints.rename(id, 'Für Elise');
    expect(await checkpoints.load(id)).toEqual({ ...work, name: 'Für Elise' });
    expect((await checkpoints.list()).find((run) => run.id === id)).toMatchObject({ name: 'Für Elise' });
    expect((await stat(path)).mtime).toEqual(old);
    await checkpoints.rename(id, undefined);
    expect(await checkpoints.load(id)).toEqual(work);
  }
  expect((await checkpoints.list()).map(({ name }) => name)).toEqual([null, null]);
  await expect(checkpoints.rename('missing', 'x')).rejects.toMatchObject({ kind: 'checkpointUnusable' });
});

test.each([
  ['of a version to come', { format: 'gatescope-checkpoint', version: 2, run: { anything: true } }],
  ['of a kind to come', { format: 'gatescope-dream', version: 1 }],
])('a file %s is reported as such, stays, and displaces no run', async (_, described) => {
  await checkpoints.save('first', checkpointOf(1));
  const bytes = framed(described, [Float32Array.of(1, 2, 3)]);
  const path = join(folder, 'newer.run');
  const whole = Buffer.concat([sha256(bytes), bytes]);
  await writeFile(path, whole);
  await utimes(path, new Date(0), new Date(0));
  expect((await checkpoints.list()).map(({ id }) => id)).toEqual(['first']);
  expect(await checkpoints.listNewer()).toEqual([{ id: 'newer', saved: '1970-01-01T00:00:00.000Z' }]);
  const newer = { kind: 'checkpointNewer', message: expect.stringContaining('made by a newer Gatescope') as string };
  await expect(checkpoints.load('newer')).rejects.toMatchObject(newer);
  await expect(checkpoints.rename('newer', 'mine')).rejects.toMatchObject(newer);
  await expect(checkpoints.remove('newer')).rejects.toMatchObject(newer);
  for (let run = 1; run < limits.maxRuns; run++) await checkpoints.save(`run${run}`, checkpointOf(1));
  expect((await checkpoints.list()).map(({ id }) => id)).toContain('first');
  for (let run = 0; run < limits.maxRuns; run++) await checkpoints.save(`more${run}`, checkpointOf(1));
  expect(await readFile(path)).toEqual(whole);
});

test('a foreign file is not taken for one of a newer version', async () => {
  await checkpoints.save('whole', checkpointOf(2));
  for (const described of [{ format: 'other', version: 2 }, { format: 'gatescope-checkpoint' }, 7]) {
    const bytes = framed(described, []);
    await writeFile(join(folder, 'other.run'), Buffer.concat([sha256(bytes), bytes]));
    expect(await checkpoints.listNewer()).toEqual([]);
  }
});

test('refuses a file with an altered byte, a cut or a missing one in a sentence that says what to do', async () => {
  await checkpoints.save('a', checkpointOf(3));
  const path = join(folder, 'a.run');
  const bytes = await readFile(path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] ^= 1;
  await writeFile(path, bytes);
  await expect(checkpoints.load('a')).rejects.toMatchObject({
    kind: 'checkpointUnusable',
    message: `Cannot resume the saved run ${path}: the file was altered or cut. Remove it, or start a new run.`,
  });
  await writeFile(path, bytes.subarray(0, middle));
  await expect(checkpoints.load('a')).rejects.toMatchObject({ kind: 'checkpointUnusable' });
  await checkpoints.remove('a');
  await expect(checkpoints.load('a')).rejects.toMatchObject({ kind: 'checkpointUnusable' });
});

test('keeps the old file if the folder is not writable, and says so', async () => {
  await checkpoints.save('a', checkpointOf(3));
  // Root may write anywhere, but a folder inside a file blocks everyone.
  const blocked = createCheckpointFolder(join(folder, 'a.run'));
  await expect(blocked.save('b', checkpointOf(1))).rejects.toMatchObject({ kind: 'checkpointUnsaved' });
  await chmod(folder, 0o500);
  if (process.getuid?.() !== 0)
    await expect(checkpoints.save('a', checkpointOf(9))).rejects.toMatchObject({ kind: 'checkpointUnsaved' });
  await chmod(folder, 0o700);
  expect(await checkpoints.load('a')).toMatchObject({ trainer: { step: 3 } });
});
