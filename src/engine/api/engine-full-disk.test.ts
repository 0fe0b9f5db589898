// Holds P13.
import { spawnSync } from 'node:child_process';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { until } from '../testing/client.ts';
import { enginesOn } from '../testing/engines.ts';
import { mountSmallDisk } from '../testing/small-disk.ts';
import { createCheckpointFolder } from '../training/checkpoint-folder.ts';

const recipe = { ...defaultRecipe, units: 16, batchSize: 50, epochs: 3 };
const { disk, whyNot } = mountSmallDisk();
const engines = enginesOn(500, 300);

/** An engine that trains on this disk, and the events about its saves. */
async function startTraining() {
  const { rpc, told } = engines.start({ userDirectory: disk });
  await rpc.restart({ recipe });
  const saves = createCheckpointFolder(disk);
  const failures = () => told.failures.filter(({ kind }) => kind === 'checkpointUnsaved').map(({ details }) => details);
  return {
    /** Takes this many steps; a run is saved each time it rests. */
    async steps(count: number) {
      for (let step = 0; step < count; step++) await rpc.step(undefined);
      return (await rpc.getStatus(undefined)).run.step;
    },
    failures,
    untilFailures: (count: number) => until(() => failures().length === count),
    async untilSavedAt(step: number) {
      await vi.waitFor(async () => {
        const [{ id }] = await saves.list();
        expect(await saves.load(id)).toMatchObject({ trainer: { step } });
      });
    },
  };
}

const filler = join(disk, 'filler');
const fill = () => expect(writeFile(filler, Buffer.alloc(300_000))).rejects.toMatchObject({ code: 'ENOSPC' });

test('training continues on a full disk with one warning; the last save stays, and saving resumes once there is room', async ({
  skip,
}) => {
  skip(whyNot !== null, `Cannot mount a small disk here: ${whyNot}`);
  const run = await startTraining();
  await run.steps(2);
  await run.untilSavedAt(2);
  await fill();

  expect(await run.steps(4)).toBe(6);
  await run.untilFailures(1);
  expect(await run.steps(1)).toBe(7);
  const why = expect.stringContaining('ENOSPC') as string;
  const unsaved = { folder: join(disk, 'runs'), why };
  expect(run.failures()).toEqual([unsaved]);
  await run.untilSavedAt(2);
  await vi.waitFor(async () => {
    expect(await readdir(join(disk, 'runs'))).toEqual([expect.stringMatching(/\.run$/)]);
  });

  // One that no engine shows.
  const runs = createCheckpointFolder(disk);
  const [{ id }] = await runs.list();
  await expect(runs.rename(id, 'Mine')).rejects.toMatchObject({ kind: 'runUnnamed', details: { why } });
  expect(await runs.load(id)).toMatchObject({ trainer: { step: 2 } });

  await rm(filler);
  await run.steps(1);
  await run.untilSavedAt(8);
  await fill();
  await run.steps(1);
  await run.untilFailures(2);
  expect(run.failures()).toEqual([unsaved, unsaved]);
});

test('a disk that becomes read-only is handled the same way', async ({ skip }) => {
  skip(whyNot !== null, `Cannot mount a small disk here: ${whyNot}`);
  const run = await startTraining();
  const remount = (how: string) => {
    expect(spawnSync('mount', ['-o', `remount,${how},size=200k`, disk]).status).toBe(0);
  };
  await run.steps(1);
  await run.untilSavedAt(1);
  remount('ro');
  try {
    await run.steps(1);
    await run.untilFailures(1);
    expect(await run.steps(1)).toBe(3);
    expect(run.failures()).toMatchObject([{ why: expect.stringContaining('EROFS') as string }]);
  } finally {
    remount('rw');
  }
  await run.steps(1);
  await run.untilSavedAt(4);
  expect(run.failures()).toHaveLength(1);
});
