import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { mostDigits } from '../../engine/personal/limits.ts';
import { unzipDigits, zipDigits } from './digits-zip.ts';

const labelled = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.uint8Array({ minLength: 784, maxLength: 784 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((digits) => ({
    images: Uint8Array.from(digits.flatMap(([, pixels]) => [...pixels])),
    labels: Uint8Array.from(digits, ([label]) => label),
  }));

test('what was exported can be imported, whatever the digits are', () => {
  fc.assert(
    fc.property(labelled, (digits) => {
      expect(unzipDigits(zipDigits(digits))).toEqual(digits);
    }),
  );
});

test('the files are those that MNIST has: big-endian headers, then bytes', () => {
  const files = unzipSync(zipDigits({ images: new Uint8Array(2 * 784).fill(9), labels: Uint8Array.of(3, 5) }));
  expect([...files['my-digits-images-idx3-ubyte'].subarray(0, 17)]).toEqual([
    ...[0, 0, 8, 3],
    ...[0, 0, 0, 2],
    ...[0, 0, 0, 28],
    ...[0, 0, 0, 28],
    9,
  ]);
  expect([...files['my-digits-labels-idx1-ubyte']]).toEqual([0, 0, 8, 1, 0, 0, 0, 2, 3, 5]);
});

test('no bytes make the import fail otherwise than by saying that they are none', () => {
  const whole = zipDigits({ images: new Uint8Array(784).fill(9), labels: Uint8Array.of(3) });
  const altered = fc.tuple(fc.nat({ max: whole.length - 1 }), fc.uint8Array({ maxLength: 30 })).map(([at, instead]) => {
    const bytes = Uint8Array.from(whole);
    bytes.set(instead.subarray(0, bytes.length - at), at);
    return bytes;
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), altered), (bytes) => {
      const digits = unzipDigits(bytes);
      if (!digits) return;
      expect(digits.images.length).toBe(digits.labels.length * 784);
      expect(digits.labels.every((label) => label <= 9)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('files of another shape, labels beyond 9, and too many digits are refused', () => {
  const files = unzipSync(zipDigits({ images: new Uint8Array(784), labels: Uint8Array.of(3) }));
  const [images, labels] = ['my-digits-images-idx3-ubyte', 'my-digits-labels-idx1-ubyte'];
  expect(unzipDigits(zipSync({ [images]: files[images] }))).toBeNull();
  expect(unzipDigits(zipSync({ [images]: files[labels], [labels]: files[labels] }))).toBeNull();
  expect(unzipDigits(zipSync({ ...files, [labels]: Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 10) }))).toBeNull();
  expect(unzipDigits(zipSync({ ...files, [labels]: Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 1, 1) }))).toBeNull();
  expect(unzipDigits(zipDigits({ images: new Uint8Array(), labels: new Uint8Array() }))).toBeNull();
  const many = mostDigits + 1;
  expect(unzipDigits(zipDigits({ images: new Uint8Array(many * 784), labels: new Uint8Array(many) }))).toBeNull();
});
