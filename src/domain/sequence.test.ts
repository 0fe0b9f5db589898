import { expect, test } from 'vitest';
import { pixelCount } from './sequence.ts';
import { gatherImages, gatherLabels } from './digit-set.ts';

const images = Uint8Array.from({ length: 3 * pixelCount }, (_, index) => (index * 7) % 256);
const digits = { count: 3, images, labels: Uint8Array.of(4, 5, 6) };

test('picks images and labels in the requested order', () => {
  const picked = gatherImages(digits, Uint32Array.of(2, 0));
  expect(picked.subarray(0, pixelCount)).toEqual(images.subarray(2 * pixelCount));
  expect(picked.subarray(pixelCount)).toEqual(images.subarray(0, pixelCount));
  expect(gatherLabels(digits, Uint32Array.of(2, 0))).toEqual(Uint8Array.of(6, 4));
});
