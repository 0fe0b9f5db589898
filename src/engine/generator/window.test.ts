import { beforeAll, expect, test } from 'vitest';
import { pixelCount, rowLength, rows } from '../../domain/sequence.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { expectAllClose, loadFewDigits, startTestPool } from '../testing/start.ts';
import { generatorConfig, generatorWeightShapes } from './generator-config.ts';
import { createGeneratorNetwork } from './generator-network.ts';
import { binarise } from './likelihood.ts';
import { logitsOfRow, logitsWithin } from './window.ts';

const units = 8;
const weights = initialWeights(generatorConfig(units), 3, generatorWeightShapes(units));
let pool: KernelPool;
let images: Uint8Array;

beforeAll(async () => {
  pool = await startTestPool();
  images = binarise((await loadFewDigits(1, 9)).test.images);
});

test('with the whole past, gives what the network gives', async () => {
  const network = createGeneratorNetwork(pool, units, weights);
  expect(await logitsWithin(network, images, rows - 1)).toEqual(await network.logits(images));
});

test.each([0, 10])('sees τ rows and no others, with %i labels', async (labels) => {
  const network = createGeneratorNetwork(pool, units, weights, { labels });
  const window = 4;
  const before = await logitsWithin(network, images, window);
  const changed = images.map((byte, at) => (Math.floor((at % pixelCount) / rowLength) === 10 ? 255 - byte : byte));
  const after = await logitsWithin(network, changed, window);
  const differs = Array.from({ length: rows }, (_, row) =>
    before
      .subarray(row * rowLength, (row + 1) * rowLength)
      .some((logit, column) => logit !== after[row * rowLength + column]),
  );
  // After rows 10 to 13, of which row 10 is one of the last four.
  expect(differs.flatMap((isOther, row) => (isOther ? [row] : []))).toEqual([10, 11, 12, 13]);
});

test('a network of fewer rows gives the same, and so does one row alone', async () => {
  const window = 7;
  const labels = Uint8Array.from({ length: images.length / pixelCount }, (_, image) => image);
  const network = createGeneratorNetwork(pool, units, weights, { labels: 10 });
  const short = createGeneratorNetwork(pool, units, weights, { labels: 10, seenRows: window + 1 });
  const all = await logitsWithin(network, images, window, labels);
  expectAllClose(await logitsWithin(short, images, window, labels), all, 1e-6);
  for (const row of [1, 7, 8, 27]) {
    const alone = await logitsOfRow(network, images, row, window, labels);
    labels.forEach((_, image) => {
      const at = image * pixelCount + (row - 1) * rowLength;
      const own = alone.subarray(image * rowLength, (image + 1) * rowLength);
      expectAllClose(own, all.subarray(at, at + rowLength), 1e-6);
    });
  }
});

test('labels, and beginning in the middle, change what is expected', async () => {
  const network = createGeneratorNetwork(pool, units, weights, { labels: 10 });
  const each = new Uint8Array(images.length / pixelCount);
  const none = await network.logits(images);
  expect(await network.logits(images, { labels: null, inside: each })).toEqual(none);
  expect(await network.logits(images, { labels: null, inside: each.fill(1) })).not.toEqual(none);
  expect(await network.logits(images, { labels: each.fill(3), inside: null })).not.toEqual(none);
});
