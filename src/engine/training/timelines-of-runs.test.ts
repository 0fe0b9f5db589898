// Holds P6.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { eachTestItsFolder } from '../testing/user-folder.ts';
import { timelinesFolder } from '../timeline/timeline-folder.ts';
import {
  type CheckpointFolder,
  createCheckpointFolder,
  removeLeftoversOfRuns,
  runId,
  runsFolder,
} from './checkpoint-folder.ts';
import { briefSeconds } from './kept-runs.ts';
import { checkpointOf, keptNetwork } from './testing/checkpoints.ts';
import { limits } from '../../domain/limits/limits.ts';

const userDirectory = eachTestItsFolder();
let parent: string;
let folder: string;
let checkpoints: CheckpointFolder;
beforeEach(() => {
  parent = userDirectory();
  folder = runsFolder(parent);
  checkpoints = createCheckpointFolder(parent);
});

/** @param seconds of the unfinished epoch */
const trainedFor = (seconds: number) => {
  const checkpoint = checkpointOf(3);
  return { ...checkpoint, runner: { ...checkpoint.runner, epochSeconds: seconds } };
};

/** A past with these moments; their weights do not matter here. */
function pastOf(...steps: readonly number[]) {
  const moments = steps.map((step) => ({ step, trainLoss: null, weights: Float32Array.of(step) }));
  const weightsOf = (values: Float32Array) => [{ name: 'w', shape: [1], values }];
  return { first: steps.at(0) ?? 0, moments, weightsOf };
}

const timelines = () => readdir(timelinesFolder(parent)).catch(() => []);
const momentsOf = (id: string) => readdir(join(timelinesFolder(parent), id)).catch(() => []);

test("a run's file lists its moments, which are removed with it", async () => {
  await checkpoints.save('a', checkpointOf(3), pastOf(0, 1, 2));
  const { timeline } = (await checkpoints.load('a')) as { timeline: unknown };
  expect(timeline).toMatchObject({ first: 0, moments: [{ step: 0 }, { step: 1 }, { step: 2 }] });
  expect(await momentsOf('a')).toEqual(['0.moment', '1.moment', '2.moment']);
  await checkpoints.rename('a', 'Mine');
  expect(await checkpoints.load('a')).toMatchObject({ name: 'Mine', timeline });
  await checkpoints.remove('a');
  expect(await timelines()).toEqual([]);
});

test('keeps the timelines of four runs, long runs before brief ones', async () => {
  expect(limits.maxTimelines).toBe(4);
  for (let run = 0; run < limits.maxTimelines + 2; run++)
    await checkpoints.save(`long${run}`, trainedFor(60), pastOf(0, 1));
  expect((await timelines()).sort()).toEqual(['long2', 'long3', 'long4', 'long5']);
  for (let run = 0; run < 3; run++) {
    // At its start it has no past yet.
    await checkpoints.save(`brief${run}`, trainedFor(0), pastOf());
    await checkpoints.save(`brief${run}`, trainedFor(1), pastOf(0));
  }
  expect((await timelines()).sort()).toEqual(['brief2', 'long2', 'long3', 'long4', 'long5']);
  await checkpoints.save('brief2', trainedFor(briefSeconds), pastOf(0));
  expect((await timelines()).sort()).toEqual(['brief2', 'long3', 'long4', 'long5']);
  // They have no timeline and displace none.
  for (let network = 0; network < 4; network++) await checkpoints.save(`tuned${network}`, keptNetwork(1));
  expect(await timelines()).toHaveLength(4);
  expect(await checkpoints.list()).toHaveLength(limits.maxRuns);
  // A run that lost its timeline starts a new one on resuming.
  const next = createCheckpointFolder(parent);
  await next.save('long1', trainedFor(61), pastOf(0, 1));
  expect(await timelines()).toHaveLength(4);
  expect(await momentsOf('long1')).toEqual(['0.moment', '1.moment']);
});

test('a displaced run takes its timeline with it', async () => {
  await checkpoints.save('first', trainedFor(60), pastOf(0));
  for (let run = 0; run < limits.maxRuns; run++) await checkpoints.save(`run${run}`, checkpointOf(1));
  expect(await checkpoints.list()).toHaveLength(limits.maxRuns);
  for (let run = 0; run < limits.maxRuns; run++) await checkpoints.save(`long${run}`, trainedFor(60));
  expect(await timelines()).toEqual([]);
});

test('saves the run even if moments cannot be written, and reports that', async () => {
  await writeFile(timelinesFolder(parent), 'a file in its place');
  const saving = checkpoints.save('a', checkpointOf(3), pastOf(0, 1));
  await expect(saving).rejects.toMatchObject({ kind: 'timelineUnsaved', details: { folder: timelinesFolder(parent) } });
  expect(await checkpoints.load('a')).toMatchObject({ trainer: { step: 3 }, timeline: { moments: [] } });
  await rm(timelinesFolder(parent));
  await checkpoints.save('a', checkpointOf(3), pastOf(0, 1));
  expect(await checkpoints.load('a')).toMatchObject({ timeline: { moments: [{ step: 0 }, { step: 1 }] } });
});

test('startup removes timelines without a run and unfinished files, and nothing else', async () => {
  const [kept, gone, held] = [1, 2, 3].map((day) => runId(new Date(Date.UTC(2026, 0, day)), 0.5));
  for (const id of [kept, gone, held, 'personal']) await checkpoints.save(id, checkpointOf(3), pastOf(0, 1));
  const newer = runId(new Date(Date.UTC(2026, 0, 4)), 0.5);
  await mkdir(join(timelinesFolder(parent), newer));
  await writeFile(join(timelinesFolder(parent), newer, '5.moment'), 'in a form to come');
  await writeFile(join(folder, `${newer}.run`), 'in a form to come');
  for (const id of [gone, held, 'personal']) await rm(join(folder, `${id}.run`));
  await writeFile(join(parent, 'open-runs', held), `${process.ppid} ${hostname()}`);
  // Of a dead process, and a person's own.
  for (const name of ['2.moment.999999999-1.tmp', 'notes.moment.999999999-1.tmp', 'notes.txt'])
    await writeFile(join(timelinesFolder(parent), kept, name), '');
  await writeFile(join(timelinesFolder(parent), 'readme'), 'mine');

  await removeLeftoversOfRuns(parent);
  expect((await timelines()).sort()).toEqual([kept, held, newer, 'personal', 'readme'].sort());
  expect((await momentsOf(kept)).sort()).toEqual(['0.moment', '1.moment', 'notes.moment.999999999-1.tmp', 'notes.txt']);
  expect(await momentsOf(held)).toHaveLength(2);
  expect(await momentsOf(newer)).toHaveLength(1);
});
