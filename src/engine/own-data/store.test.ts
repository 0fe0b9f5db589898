// Holds P28.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mnistDataSet, noImages } from '../data/data-set.ts';
import { mountSmallDisk } from '../testing/small-disk.ts';
import { readDraft } from './draft.ts';
import { openDraft } from './open-draft.ts';
import { createDataSetStore, dataSetsFolder, mostDataSets } from './store.ts';
import { barsPair, labelsOf } from './testing/files.ts';

const { disk, whyNot } = mountSmallDisk();

let user: string;
beforeEach(async () => {
  user = await mkdtemp(join(tmpdir(), 'gatescope-data-'));
});
afterEach(() => rm(user, { recursive: true }));

async function dataSet(name = 'Bars', count = 30) {
  const draft = await readDraft(barsPair(labelsOf(count, 3)), new AbortController().signal);
  return openDraft(draft, { name, classNames: ['left', 'middle', '右'], transposed: false, inverted: false });
}

test('what is kept comes back byte by byte, and the one chosen is shown by the next engine', async () => {
  const data = await dataSet();
  const store = createDataSetStore(user);
  await store.keep(data);
  expect(await store.chosen()).toBeNull();
  await store.choose(data);
  const back = await createDataSetStore(user).chosen();
  expect(back).toEqual(data);
  await store.choose(mnistDataSet({ train: noImages, test: noImages }));
  expect(await createDataSetStore(user).chosen()).toBeNull();
});

test('the set that was shown last is the one that is remembered, however fast they were changed', async () => {
  const mnist = mnistDataSet({ train: noImages, test: noImages });
  const [bars, others] = [await dataSet(), await dataSet('Others', 40)];
  const store = createDataSetStore(user);
  await Promise.all([store.keep(bars), store.keep(others)]);
  for (let round = 0; round < 20; round += 1) {
    const last = [bars, others, mnist][round % 3] ?? mnist;
    await Promise.all([bars, mnist, others, bars, last].map((data) => store.choose(data)));
    expect((await createDataSetStore(user).chosen())?.id ?? mnist.id).toBe(last.id);
  }
});

test('the same set is kept from two tabs at once', async () => {
  const data = await dataSet();
  const store = createDataSetStore(user);
  await Promise.all([store.keep(data), store.keep(data), store.keep(data)]);
  expect(await store.load(data.id, data.name)).toEqual(data);
});

test('a file that was altered or cut anywhere is not taken for the set', async () => {
  const data = await dataSet();
  const store = createDataSetStore(user);
  await store.keep(data);
  const path = join(dataSetsFolder(user), `${data.id}.data`);
  const whole = await readFile(path);
  for (const at of [0, 10, 200, whole.length - 1]) {
    const altered = Buffer.from(whole);
    altered[at] ^= 1;
    await writeFile(path, altered);
    await expect(store.load(data.id, 'Bars')).rejects.toMatchObject({
      kind: 'dataSetMissing',
      details: { name: 'Bars' },
    });
  }
  for (const end of [0, 3, 100, whole.length - 1]) {
    await writeFile(path, whole.subarray(0, end));
    await expect(store.load(data.id, 'Bars')).rejects.toMatchObject({ kind: 'dataSetMissing' });
  }
  await writeFile(path, whole);
  expect((await store.load(data.id, 'Bars')).name).toBe('Bars');
});

test('only the newest sets are kept, and nothing else lies there', async () => {
  const store = createDataSetStore(user);
  for (let at = 0; at < mostDataSets + 2; at++) await store.keep(await dataSet(`Bars ${at}`));
  expect(await readdir(dataSetsFolder(user))).toHaveLength(mostDataSets);
  await expect(store.load((await dataSet('Bars 0')).id, 'Bars 0')).rejects.toMatchObject({ kind: 'dataSetMissing' });
  expect((await store.load((await dataSet('Bars 5')).id, '')).name).toBe('Bars 5');
});

test('where nothing can be written one sentence says so', async () => {
  await writeFile(join(user, 'file'), '');
  const store = createDataSetStore(join(user, 'file'));
  await expect(store.keep(await dataSet())).rejects.toMatchObject({ kind: 'dataSetUnsaved' });
});

test('where the disk is full one sentence says so, and the set that was kept stays', async ({ skip }) => {
  skip(whyNot !== null, `No small disk can be mounted here: ${whyNot}`);
  const store = createDataSetStore(disk);
  const [small, large] = [await dataSet('Small'), await dataSet('Large', 300)];
  await store.keep(small);
  await expect(store.keep(large)).rejects.toMatchObject({
    kind: 'dataSetUnsaved',
    message: expect.stringMatching(/ENOSPC.*Make room/) as string,
  });
  expect(await store.load(small.id, 'Small')).toEqual(small);
  expect(await readdir(dataSetsFolder(disk))).toEqual([`${small.id}.data`]);
});

test('without a folder nothing is kept, and nothing fails', async () => {
  const store = createDataSetStore(null);
  const data = await dataSet();
  await store.keep(data);
  await store.choose(data);
  expect(await store.chosen()).toBeNull();
  await expect(store.load(data.id, 'Bars')).rejects.toMatchObject({ kind: 'dataSetMissing' });
});
