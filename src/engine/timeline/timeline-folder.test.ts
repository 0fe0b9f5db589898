// Holds P6.
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultConfig, sizeOfShape, weightShapes } from '../../domain/recipe/config.ts';
import type { Weight } from '../models/network.ts';
import { eachTestItsFolder } from '../testing/user-folder.ts';
import type { KeptMoment } from './kept-timeline.ts';
import type { Snapshot } from '../training/snapshots.ts';
import { createTimelineFolder, timelinesFolder } from './timeline-folder.ts';

const userDirectory = eachTestItsFolder();
const folderOf = (id: string) => join(timelinesFolder(userDirectory()), id);
const pathOf = (id: string, step: number) => join(folderOf(id), `${step}.moment`);
const filesOf = async (id: string) => (await readdir(folderOf(id))).sort();

const config = { ...defaultConfig, units: 8 };
const shapes = weightShapes(config);
const size = shapes.reduce((sum, { shape }) => sum + sizeOfShape(shape), 0);

/** Its weights are contiguous in memory. */
const network = {
  config,
  weightsOf: (snapshot: Float32Array): Weight[] => {
    let at = 0;
    return shapes.map((each) => ({ ...each, values: snapshot.slice(at, (at += sizeOfShape(each.shape))) }));
  },
  snapshotOf: (weights: readonly Weight[]) => Float32Array.from(weights.flatMap(({ values }) => [...values])),
};

const momentAt = (step: number): Snapshot => ({
  step,
  trainLoss: step === 0 ? null : 1 / step,
  weights: new Float32Array(size).map((_, index) => Math.fround(Math.sin(step + index))),
});
const pastOf = (moments: readonly Snapshot[]) => ({ first: 0, moments, weightsOf: network.weightsOf });

test('moments survive a round trip bit for bit, are written once, and unneeded ones are removed', async () => {
  const folder = createTimelineFolder(userDirectory());
  const [a, b, c] = [0, 1, 4].map(momentAt);
  const first = await folder.write('run', pastOf([a, b]));
  expect(first).toMatchObject({ moments: [{ step: 0, trainLoss: null }, { step: 1 }], error: null });
  expect(first.added).toEqual(first.moments);
  const old = new Date(0);
  await utimes(pathOf('run', 1), old, old);

  const second = await folder.write('run', pastOf([b, c]));
  expect(second.moments[0]).toEqual(first.moments[1]);
  expect(second.added).toEqual(second.moments.slice(1));
  expect((await stat(pathOf('run', 1))).mtime).toEqual(old);
  expect(await filesOf('run')).toEqual(['0.moment', '1.moment', '4.moment']);
  await folder.keepOnly('run', second.moments);
  expect(await filesOf('run')).toEqual(['1.moment', '4.moment']);

  const next = createTimelineFolder(userDirectory());
  const read = await Promise.all(second.moments.map((moment) => next.read('run', moment, network)));
  expect(read).toEqual([b.weights, c.weights]);
  // Neither what was read nor an identical file needs writing.
  const again = await next.write('run', pastOf([{ ...b, weights: read[0] ?? b.weights }, c]));
  expect(again).toMatchObject({ moments: second.moments, added: [] });
  expect((await stat(pathOf('run', 1))).mtime).toEqual(old);
});

test('rewrites missing files, and gives a copied run its own moments', async () => {
  const folder = createTimelineFolder(userDirectory());
  const past = pastOf([0, 1].map(momentAt));
  const { moments } = await folder.write('run', past);
  await rm(pathOf('run', 0));
  expect((await folder.write('run', past)).added).toEqual(moments.slice(0, 1));
  const copy = await folder.write('copy', past);
  expect(copy.added.map(({ step }) => step)).toEqual([0, 1]);
  expect(await filesOf('copy')).toEqual(['0.moment', '1.moment']);
  expect([...(await folder.ids())].sort()).toEqual(['copy', 'run']);
});

test('rejects an altered or cut file, a missing one, and one of another moment, run or network', async () => {
  const folder = createTimelineFolder(userDirectory());
  const { moments } = await folder.write('run', pastOf([0, 1].map(momentAt)));
  const other = await folder.write('other', pastOf([0].map(momentAt)));
  const [zero] = moments;
  const read = (moment: KeptMoment) => createTimelineFolder(userDirectory()).read('run', moment, network);
  const whole = await readFile(pathOf('run', 0));
  for (const bytes of [
    whole.subarray(0, whole.length - 4),
    Buffer.concat([whole, Buffer.alloc(4)]),
    Buffer.concat([whole, Buffer.alloc(100_000)]),
    Buffer.from(whole.map((byte, index) => (index === 4000 ? byte ^ 1 : byte))),
    Buffer.alloc(0),
    await readFile(pathOf('run', 1)),
    await readFile(pathOf('other', 0)),
  ]) {
    await writeFile(pathOf('run', 0), bytes);
    expect(await read(zero)).toBeNull();
  }
  await writeFile(pathOf('run', 0), whole);
  expect(await read(zero)).toEqual(momentAt(0).weights);
  expect(await read({ ...zero, sha256: other.moments[0].sha256 })).toBeNull();
  const larger = { ...network, config: { ...config, units: 9 } };
  expect(await folder.read('run', zero, larger)).toBeNull();
  await rm(pathOf('run', 0));
  expect(await read(zero)).toBeNull();
  await mkdir(pathOf('run', 0));
  expect(await read(zero)).toBeNull();
});

test('rejects weights that are not finite', async () => {
  const folder = createTimelineFolder(userDirectory());
  const { moments } = await folder.write(
    'run',
    pastOf([{ ...momentAt(0), weights: new Float32Array(size).fill(NaN) }]),
  );
  expect(await folder.read('run', moments[0], network)).toBeNull();
});

test("never removes a person's files", async () => {
  const folder = createTimelineFolder(userDirectory());
  await folder.write('run', pastOf([0, 1].map(momentAt)));
  await folder.write('gone', pastOf([momentAt(0)]));
  await writeFile(join(folderOf('run'), 'notes.txt'), 'mine');
  await mkdir(join(folderOf('run'), '9.moment'));
  await folder.keepOnly('run', []);
  await folder.remove('run');
  await folder.remove('gone');
  await folder.remove('never');
  expect(await filesOf('run')).toEqual(['9.moment', 'notes.txt']);
  expect(await folder.ids()).toEqual(['run']);
});

test('if one moment cannot be written, reports the others and the reason', async () => {
  const folder = createTimelineFolder(userDirectory());
  const past = pastOf([0, 1, 2].map(momentAt));
  await mkdir(pathOf('run', 1), { recursive: true });
  const { moments, error } = await folder.write('run', past);
  expect(moments.map(({ step }) => step)).toEqual([0]);
  expect(error).toMatchObject({ code: expect.stringMatching(/^E/) as string });
  expect(await filesOf('run')).toEqual(['0.moment', '1.moment']);
  await rm(pathOf('run', 1), { recursive: true });
  expect(await folder.write('run', past)).toMatchObject({ added: [{ step: 1 }, { step: 2 }], error: null });
});
