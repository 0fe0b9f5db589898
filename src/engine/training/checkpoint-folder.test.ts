import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { timelinesFolder } from '../timeline/timeline-folder.ts';
import {
  type CheckpointFolder,
  createCheckpointFolder,
  kernelsToGoOnWith,
  removeLeftoversOfRuns,
  runId,
} from './checkpoint-folder.ts';
import { briefSeconds, mostRuns, mostTimelines } from './kept-runs.ts';
import { framed } from './framed.ts';
import { checkpointOf, keptNetwork } from './testing/checkpoints.ts';
import { sha256 } from '../sha256.ts';

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

/** @param seconds of the epoch that is under way */
const trainedFor = (seconds: number) => {
  const checkpoint = checkpointOf(3);
  return { ...checkpoint, runner: { ...checkpoint.runner, epochSeconds: seconds } };
};

test('however many runs of a moment are begun, none that took long goes for them', async () => {
  for (let run = 0; run < mostRuns; run++) await checkpoints.save(`long${run}`, trainedFor(briefSeconds));
  for (let run = 0; run < 2 * mostRuns; run++) await checkpoints.save(`brief${run}`, trainedFor(1));
  const kept = async () => (await readdir(folder)).filter((name) => name.startsWith('long'));
  expect(await kept()).toHaveLength(mostRuns);
  expect(await readdir(folder)).toHaveLength(mostRuns + 1);
  // Now it took long itself.
  await checkpoints.save(`brief${2 * mostRuns - 1}`, trainedFor(briefSeconds));
  expect(await kept()).toHaveLength(mostRuns - 1);
});

test('what is no run in the folder keeps none from being saved, and is never removed', async () => {
  await checkpoints.save('first', checkpointOf(1));
  await symlink('/nowhere/at/all', join(folder, 'dangling.run'));
  for (let stray = 0; stray < mostRuns; stray++) await mkdir(join(folder, `folder${stray}.run`));
  for (let run = 0; run < mostRuns; run++) await checkpoints.save(`run${run}`, checkpointOf(1));
  const names = await readdir(folder);
  expect(names.filter((name) => name.startsWith('folder'))).toHaveLength(mostRuns);
  expect(names).toContain('dangling.run');
  expect((await checkpoints.list()).map(({ id }) => id)).toHaveLength(mostRuns);
  expect(names).not.toContain('first.run');
});

test('runs that seem to come from the future are offered after what was saved since the clock was set back', async () => {
  await checkpoints.save('future', { ...checkpointOf(2), saved: '2099-11-20T12:00:00.000Z' });
  await checkpoints.save('now', { ...checkpointOf(5), saved: '2026-11-21T12:00:00.000Z' });
  expect((await checkpoints.list()).map(({ id }) => id)).toEqual(['now', 'future']);
});

test('a run has a name to change, kept in its file, and is not taken for a newer one because of it', async () => {
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
])('a file %s is named as such, stays, and takes the place of no run', async (_, described) => {
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
  for (let run = 1; run < mostRuns; run++) await checkpoints.save(`run${run}`, checkpointOf(1));
  expect((await checkpoints.list()).map(({ id }) => id)).toContain('first');
  for (let run = 0; run < mostRuns; run++) await checkpoints.save(`more${run}`, checkpointOf(1));
  expect(await readFile(path)).toEqual(whole);
});

test('what somebody else put there is no file of a newer version', async () => {
  await checkpoints.save('whole', checkpointOf(2));
  for (const described of [{ format: 'other', version: 2 }, { format: 'gatescope-checkpoint' }, 7]) {
    const bytes = framed(described, []);
    await writeFile(join(folder, 'other.run'), Buffer.concat([sha256(bytes), bytes]));
    expect(await checkpoints.listNewer()).toEqual([]);
  }
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
  expect(await checkpoints.load('a')).toMatchObject({ trainer: { step: 3 } });
});

/** A past of so many moments, whose weights are of no matter here. */
function pastOf(...steps: readonly number[]) {
  const moments = steps.map((step) => ({ step, trainLoss: null, weights: Float32Array.of(step) }));
  const weightsOf = (values: Float32Array) => [{ name: 'w', shape: [1], values }];
  return { first: steps.at(0) ?? 0, moments, weightsOf };
}

const timelines = () => readdir(timelinesFolder(parent)).catch(() => []);
const momentsOf = (id: string) => readdir(join(timelinesFolder(parent), id)).catch(() => []);

test('the file of a run names its moments, and they go with it', async () => {
  await checkpoints.save('a', checkpointOf(3), pastOf(0, 1, 2));
  const { timeline } = (await checkpoints.load('a')) as { timeline: unknown };
  expect(timeline).toMatchObject({ first: 0, moments: [{ step: 0 }, { step: 1 }, { step: 2 }] });
  expect(await momentsOf('a')).toEqual(['0.moment', '1.moment', '2.moment']);
  await checkpoints.rename('a', 'Mine');
  expect(await checkpoints.load('a')).toMatchObject({ name: 'Mine', timeline });
  await checkpoints.remove('a');
  expect(await timelines()).toEqual([]);
});

test('the timelines of four runs are kept, those of runs that took long rather than of brief ones', async () => {
  expect(mostTimelines).toBe(4);
  for (let run = 0; run < mostTimelines + 2; run++) await checkpoints.save(`long${run}`, trainedFor(60), pastOf(0, 1));
  expect((await timelines()).sort()).toEqual(['long2', 'long3', 'long4', 'long5']);
  for (let run = 0; run < 3; run++) {
    // When it begins it has no past yet.
    await checkpoints.save(`brief${run}`, trainedFor(0), pastOf());
    await checkpoints.save(`brief${run}`, trainedFor(1), pastOf(0));
  }
  expect((await timelines()).sort()).toEqual(['brief2', 'long2', 'long3', 'long4', 'long5']);
  await checkpoints.save('brief2', trainedFor(briefSeconds), pastOf(0));
  expect((await timelines()).sort()).toEqual(['brief2', 'long3', 'long4', 'long5']);
  // Such have none, and push out none.
  for (let network = 0; network < 4; network++) await checkpoints.save(`tuned${network}`, keptNetwork(1));
  expect(await timelines()).toHaveLength(4);
  expect(await checkpoints.list()).toHaveLength(mostRuns);
  // One whose timeline went begins to have one again when it goes on.
  const next = createCheckpointFolder(parent);
  await next.save('long1', trainedFor(61), pastOf(0, 1));
  expect(await timelines()).toHaveLength(4);
  expect(await momentsOf('long1')).toEqual(['0.moment', '1.moment']);
});

test('a run that makes way for a newer one takes its timeline with it', async () => {
  await checkpoints.save('first', trainedFor(60), pastOf(0));
  for (let run = 0; run < mostRuns; run++) await checkpoints.save(`run${run}`, checkpointOf(1));
  expect(await checkpoints.list()).toHaveLength(mostRuns);
  for (let run = 0; run < mostRuns; run++) await checkpoints.save(`long${run}`, trainedFor(60));
  expect(await timelines()).toEqual([]);
});

test('where moments cannot be written the run is saved all the same, and that is told', async () => {
  await writeFile(timelinesFolder(parent), 'a file in its place');
  const saving = checkpoints.save('a', checkpointOf(3), pastOf(0, 1));
  await expect(saving).rejects.toMatchObject({ kind: 'timelineUnsaved', details: { folder: timelinesFolder(parent) } });
  expect(await checkpoints.load('a')).toMatchObject({ trainer: { step: 3 }, timeline: { moments: [] } });
  await rm(timelinesFolder(parent));
  await checkpoints.save('a', checkpointOf(3), pastOf(0, 1));
  expect(await checkpoints.load('a')).toMatchObject({ timeline: { moments: [{ step: 0 }, { step: 1 }] } });
});

test('a start removes the timelines of runs that are gone and what was half written, and nothing else', async () => {
  const [kept, gone, held] = [1, 2, 3].map((day) => runId(new Date(Date.UTC(2026, 0, day)), 0.5));
  for (const id of [kept, gone, held, 'personal']) await checkpoints.save(id, checkpointOf(3), pastOf(0, 1));
  const newer = runId(new Date(Date.UTC(2026, 0, 4)), 0.5);
  await mkdir(join(timelinesFolder(parent), newer));
  await writeFile(join(timelinesFolder(parent), newer, '5.moment'), 'in a form to come');
  await writeFile(join(folder, `${newer}.run`), 'in a form to come');
  for (const id of [gone, held, 'personal']) await rm(join(folder, `${id}.run`));
  await writeFile(join(parent, 'open-runs', held), `${process.ppid} ${hostname()}`);
  // Of a process that is no more, and what a person left.
  for (const name of ['2.moment.999999999-1.tmp', 'notes.moment.999999999-1.tmp', 'notes.txt'])
    await writeFile(join(timelinesFolder(parent), kept, name), '');
  await writeFile(join(timelinesFolder(parent), 'readme'), 'mine');

  await removeLeftoversOfRuns(parent);
  expect((await timelines()).sort()).toEqual([kept, held, newer, 'personal', 'readme'].sort());
  expect((await momentsOf(kept)).sort()).toEqual(['0.moment', '1.moment', 'notes.moment.999999999-1.tmp', 'notes.txt']);
  expect(await momentsOf(held)).toHaveLength(2);
  expect(await momentsOf(newer)).toHaveLength(1);
});
