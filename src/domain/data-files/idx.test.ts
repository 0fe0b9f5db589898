// Holds P27.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdxError, looksLikeIdx, parseIdx } from './idx.ts';

function idxBytes(shape: number[], values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + values.length);
  bytes.set([0, 0, 8, shape.length]);
  shape.forEach((size, index) => {
    new DataView(bytes.buffer).setUint32(4 + 4 * index, size);
  });
  bytes.set(values, 4 + 4 * shape.length);
  return bytes;
}

test('reads a hand-made 2×1×3 file', () => {
  const { shape, values } = parseIdx(idxBytes([2, 1, 3], [1, 2, 3, 4, 5, 255]));
  expect(shape).toEqual([2, 1, 3]);
  expect([...values]).toEqual([1, 2, 3, 4, 5, 255]);
});

test('reads every valid file, also from the middle of a larger buffer', () => {
  const size = fc.integer({ min: 0, max: 9 });
  fc.assert(
    fc.property(fc.array(size, { minLength: 1, maxLength: 4 }), fc.nat(9), (shape, offset) => {
      const count = shape.reduce((product, dimension) => product * dimension, 1);
      const values = Uint8Array.from({ length: count }, (_, index) => index % 251);
      const padded = new Uint8Array([...new Uint8Array(offset), ...idxBytes(shape, values)]);
      expect(parseIdx(padded.subarray(offset))).toEqual({ shape, values });
    }),
  );
});

test.each([
  ['sizes', [0, 0, 8, 3]],
  ['the whole beginning', [3, 8, 0, 0]],
])('reads a little-endian file (%s), too', (_, magic) => {
  const reversed = [2, 1, 3].flatMap((size) => [size, 0, 0, 0]);
  const bytes = Uint8Array.from([...magic, ...reversed, 1, 2, 3, 4, 5, 6]);
  expect(looksLikeIdx(bytes)).toBe(true);
  expect(parseIdx(bytes)).toEqual({ shape: [2, 1, 3], values: Uint8Array.of(1, 2, 3, 4, 5, 6) });
});

test('refuses a file cut or extended by a single byte', () => {
  const whole = idxBytes([2, 2], [1, 2, 3, 4]);
  expect(() => parseIdx(whole.subarray(0, -1))).toThrow('holds 3 bytes where its header promises 4');
  expect(() => parseIdx(new Uint8Array([...whole, 0]))).toThrow('holds 5 bytes where its header promises 4');
});

test('any bytes give an array of the promised size or an IdxError', () => {
  const nearlyIdx = fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(8, 9), fc.nat(5), fc.uint8Array({ maxLength: 40 }));
  fc.assert(
    fc.property(nearlyIdx, ([zero, type, dimensions, rest]) => {
      try {
        const { shape, values } = parseIdx(new Uint8Array([0, zero, type, dimensions, ...rest]));
        expect(values.length).toBe(shape.reduce((product, size) => product * size, 1));
      } catch (error) {
        expect(error).toBeInstanceOf(IdxError);
      }
    }),
    { numRuns: 2000 },
  );
});
