// Holds P6, P13.
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mountSmallDisk } from '../testing/small-disk.ts';
import { createCheckpointFolder } from './checkpoint-folder.ts';
import { checkpointOf } from './testing/checkpoints.ts';

const { disk, whyNot } = mountSmallDisk();

/** Moments of 8 kB each. */
function pastOf(...steps: readonly number[]) {
  const moments = steps.map((step) => ({ step, trainLoss: null, weights: new Float32Array(1900).fill(step) }));
  return { first: 0, moments, weightsOf: (values: Float32Array) => [{ name: 'w', shape: [1900], values }] };
}

test('without room for a run and its past saves the run, and of its past what was there before', async ({ skip }) => {
  skip(whyNot !== null, `Cannot mount a small disk here: ${whyNot}`);
  const checkpoints = createCheckpointFolder(disk);
  const first = pastOf(0, 1);
  await checkpoints.save('run', checkpointOf(3), first);
  // More than fit, so that there is no room for the run either; one earlier moment is no longer needed.
  const more = { ...pastOf(...Array.from({ length: 40 }, (_, step) => step + 2)), first: 0 };
  const past = { ...more, moments: [first.moments[0], ...more.moments] };
  const full = { kind: 'timelineUnsaved', details: { why: expect.stringContaining('ENOSPC') as string } };
  await expect(checkpoints.save('run', checkpointOf(7), past)).rejects.toMatchObject(full);
  const kept = { trainer: { step: 7 }, timeline: { moments: [{ step: 0 }] } };
  expect(await checkpoints.load('run')).toMatchObject(kept);
  expect(await readdir(join(disk, 'timelines', 'run'))).toEqual(['0.moment']);

  // Not even the run fits: nothing saved is lost.
  await expect(writeFile(join(disk, 'filler'), Buffer.alloc(300_000))).rejects.toMatchObject({ code: 'ENOSPC' });
  const saving = checkpoints.save('run', checkpointOf(9), pastOf(0, 8));
  await expect(saving).rejects.toMatchObject({ kind: 'checkpointUnsaved' });
  expect(await checkpoints.load('run')).toMatchObject(kept);
  expect(await readdir(join(disk, 'timelines', 'run'))).toEqual(['0.moment']);
  await rm(join(disk, 'filler'));
  await checkpoints.save('run', checkpointOf(9), pastOf(0, 8));
  expect(await checkpoints.load('run')).toMatchObject({ timeline: { moments: [{ step: 0 }, { step: 8 }] } });
});
