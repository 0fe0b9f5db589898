// Holds P28.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mnistDataSet, noImages } from '../data/data-set.ts';
import { mountSmallDisk } from '../testing/small-disk.ts';
import { readDraft } from './draft.ts';
import { openDraft } from './open-draft.ts';
import { createDataSetStore, dataSetsFolder } from './store.ts';
import { barsPair, labelsOf } from './testing/files.ts';
import { limits } from '../../domain/limits/limits.ts';

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

test('a saved set survives a round trip byte for byte, and the chosen one is shown by the next engine', async () => {
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

test('the last set shown is remembered, however fast they change', async () => {
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

test('two tabs can save the same set at once', async () => {
  const data = await dataSet();
  const store = createDataSetStore(user);
  await Promise.all([store.keep(data), store.keep(data), store.keep(data)]);
  expect(await store.load(data.id, data.name)).toEqual(data);
});

test('rejects a file altered or cut anywhere', async () => {
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

test('keeps only the newest sets and leaves nothing else behind', async () => {
  const store = createDataSetStore(user);
  for (let at = 0; at < limits.maxDataSetsKept + 2; at++) await store.keep(await dataSet(`Bars ${at}`));
  expect(await readdir(dataSetsFolder(user))).toHaveLength(limits.maxDataSetsKept);
  await expect(store.load((await dataSet('Bars 0')).id, 'Bars 0')).rejects.toMatchObject({ kind: 'dataSetMissing' });
  expect((await store.load((await dataSet('Bars 5')).id, '')).name).toBe('Bars 5');
});

test('reports in one sentence that nothing can be written', async () => {
  await writeFile(join(user, 'file'), '');
  const store = createDataSetStore(join(user, 'file'));
  await expect(store.keep(await dataSet())).rejects.toMatchObject({ kind: 'dataSetUnsaved' });
});

test('reports a full disk in one sentence, and the saved set stays', async ({ skip }) => {
  skip(whyNot !== null, `Cannot mount a small disk here: ${whyNot}`);
  const store = createDataSetStore(disk);
  const [small, large] = [await dataSet('Small'), await dataSet('Large', 300)];
  await store.keep(small);
  await expect(store.keep(large)).rejects.toMatchObject({
    kind: 'dataSetUnsaved',
    message: expect.stringMatching(/ENOSPC.*free up space/) as string,
  });
  expect(await store.load(small.id, 'Small')).toEqual(small);
  expect(await readdir(dataSetsFolder(disk))).toEqual([`${small.id}.data`]);
});

test('without a folder nothing is saved and nothing fails', async () => {
  const store = createDataSetStore(null);
  const data = await dataSet();
  await store.keep(data);
  await store.choose(data);
  expect(await store.chosen()).toBeNull();
  await expect(store.load(data.id, 'Bars')).rejects.toMatchObject({ kind: 'dataSetMissing' });
});
