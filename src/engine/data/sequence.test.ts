import { expect, test } from 'vitest';
import { gatherSequences, pixelCount, toSequences } from './sequence.ts';

const images = Uint8Array.from({ length: 3 * pixelCount }, (_, index) => (index * 7) % 256);

test('step t of a sample is row t of its image, scaled to [0, 1]', () => {
  const { count, steps } = gatherSequences(images, Uint32Array.of(2, 0));
  expect(count).toBe(2);
  for (const [sample, index] of [2, 0].entries()) {
    for (const [row, column] of [
      [0, 0],
      [13, 5],
      [27, 27],
    ]) {
      const pixel = images[index * pixelCount + row * 28 + column];
      expect(steps[(row * 2 + sample) * 28 + column]).toBe(Math.fround(pixel / 255));
    }
  }
});

test('a single image keeps its byte order', () => {
  const { steps } = toSequences(images.subarray(0, pixelCount));
  expect(steps).toEqual(Float32Array.from(images.subarray(0, pixelCount), (byte) => byte / 255));
});
