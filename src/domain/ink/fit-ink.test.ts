import { expect, test } from 'vitest';
import { centreDigit } from './centre.ts';
import { fitInk } from './fit-ink.ts';
import { blankInk, rasterSide } from './ink.ts';
import { loadMnist } from '../../engine/data/mnist.ts';
import { dataDirectory } from '../../engine/testing/start.ts';

test('returns nothing without ink', () => {
  expect(fitInk(blankInk(50))).toBeNull();
});

test('MNIST digits survive the raster and the pipeline unchanged', async () => {
  const { images } = (await loadMnist(dataDirectory)).test;
  for (let index = 0; index < 200; index++) {
    const ink = { width: 28, height: 28, coverage: images.slice(784 * index, 784 * index + 784) };
    const fitted = fitInk(ink);
    expect(fitted && centreDigit(fitted)?.pixels).toEqual(centreDigit(ink)?.pixels);
  }
});

test('a wide picture keeps its aspect within the raster', () => {
  const ink = { width: 1000, height: 400, coverage: new Uint8Array(400_000) };
  for (let y = 100; y < 200; y++) ink.coverage.fill(255, y * 1000 + 20, y * 1000 + 920);
  const fitted = fitInk(ink);
  expect(fitted).toMatchObject({ width: rasterSide, height: rasterSide });
  expect(fitted && centreDigit(fitted)?.crop).toEqual({ x: 10, y: 125, width: 260, height: 29 });
});
