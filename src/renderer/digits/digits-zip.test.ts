import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { unzipDigits, zipDigits } from './digits-zip.ts';
import { limits } from '../../domain/limits/limits.ts';

const labelled = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.uint8Array({ minLength: 784, maxLength: 784 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((digits) => ({
    images: Uint8Array.from(digits.flatMap(([, pixels]) => [...pixels])),
    labels: Uint8Array.from(digits, ([label]) => label),
  }));

test('imports what was exported, whatever the digits', () => {
  fc.assert(
    fc.property(labelled, (digits) => {
      expect(unzipDigits(zipDigits(digits))).toEqual(digits);
    }),
  );
});

test('writes files as MNIST has them: big-endian headers, then bytes', () => {
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

test('fails on any other bytes only by saying that they are no export', () => {
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

test('refuses at once a small file that declares billions of files, or one file thousands of times', () => {
  const whole = zipDigits({ images: new Uint8Array(784).fill(9), labels: Uint8Array.of(3) });
  const view = new DataView(whole.buffer);
  const end = whole.length - 22;
  const directory = view.getUint32(end + 16, true);
  const record = whole.slice(directory, directory + 46 + view.getUint16(directory + 28, true));
  const many = new Uint8Array(directory + 5_000 * record.length + 22);
  many.set(whole.subarray(0, directory));
  for (let file = 0; file < 5_000; file++) many.set(record, directory + file * record.length);
  many.set(whole.subarray(end), many.length - 22);
  new DataView(many.buffer).setUint16(many.length - 22 + 8, 5_000, true);
  expect(unzipDigits(many)).toBeNull();

  // ZIP64: the number of files has 64 bits, of which fflate reads 32 (APPNOTE.TXT 4.3.14).
  const huge = new Uint8Array(56 + 20 + 22);
  const zip64 = new DataView(huge.buffer);
  zip64.setUint32(0, 0x0606_4b50, true);
  zip64.setUint32(32, 0xffff_ffff, true);
  zip64.setUint32(56, 0x0706_4b50, true);
  zip64.setUint32(76, 0x0605_4b50, true);
  zip64.setUint16(76 + 8, 1, true);
  expect(unzipDigits(huge)).toBeNull();
});

test('refuses files of another shape, labels beyond 9, and too many digits', () => {
  const files = unzipSync(zipDigits({ images: new Uint8Array(784), labels: Uint8Array.of(3) }));
  const [images, labels] = ['my-digits-images-idx3-ubyte', 'my-digits-labels-idx1-ubyte'];
  expect(unzipDigits(zipSync({ [images]: files[images] }))).toBeNull();
  expect(unzipDigits(zipSync({ [images]: files[labels], [labels]: files[labels] }))).toBeNull();
  expect(unzipDigits(zipSync({ ...files, [labels]: Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 10) }))).toBeNull();
  expect(unzipDigits(zipSync({ ...files, [labels]: Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 1, 1) }))).toBeNull();
  expect(unzipDigits(zipDigits({ images: new Uint8Array(), labels: new Uint8Array() }))).toBeNull();
  const many = limits.maxDigits + 1;
  expect(unzipDigits(zipDigits({ images: new Uint8Array(many * 784), labels: new Uint8Array(many) }))).toBeNull();
});
