// Holds P26.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invertImages, isOnLight } from './ground.ts';

/** Ink of any size and place that leaves the border free, on a ground. */
const inked = fc
  .record({
    width: fc.integer({ min: 5, max: 40 }),
    height: fc.integer({ min: 5, max: 40 }),
    count: fc.integer({ min: 1, max: 9 }),
  })
  .chain((size) => {
    const { width, height, count } = size;
    const values = fc.uint8Array({ minLength: count * width * height, maxLength: count * width * height });
    return fc.record({ size: fc.constant(size), values });
  })
  .map(({ size, values }) => {
    const { width, height } = size;
    const isBorder = (at: number) => {
      const [x, y] = [at % width, Math.floor(at / width) % height];
      return x === 0 || y === 0 || x === width - 1 || y === height - 1;
    };
    return { size, images: values.map((value, at) => (isBorder(at) ? value % 100 : value)) };
  });

test('distinguishes a dark ground from a light one, whatever the ink', () => {
  fc.assert(
    fc.property(inked, ({ size, images }) => {
      expect(isOnLight(images, size)).toBe(false);
      const before = images.slice();
      invertImages(images);
      expect(isOnLight(images, size)).toBe(true);
      invertImages(images);
      expect(images).toEqual(before);
    }),
  );
});
