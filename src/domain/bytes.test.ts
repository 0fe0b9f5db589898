import { expect, test } from 'vitest';
import { bytesOf, concatBytes, sameBytes, textOf } from './bytes.ts';
import { randomStream } from './random.ts';

const random = randomStream(1, 'rows');
const arrays = Array.from({ length: 40 }, (_, length) => Uint8Array.from({ length }, () => random.integer(256)));

test('concatenated parts can be cut apart again unchanged', () => {
  const whole = concatBytes(arrays);
  let at = 0;
  for (const part of arrays) expect(sameBytes(part, whole.subarray(at, (at += part.length)))).toBe(true);
  expect(whole.length).toBe(at);
});

test('arrays of different lengths or bytes are not the same', () => {
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 3))).toBe(false);
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
});

test("text matches Node's decoding", () => {
  for (const bytes of arrays) expect(textOf(bytes)).toBe(Buffer.from(bytes).toString('utf8'));
  expect(textOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b))).toBe('\uFEFF{');
});

test('a slice of numbers gives the matching slice of bytes', () => {
  expect(bytesOf(Uint16Array.of(1, 2, 3).subarray(1, 2))).toEqual(Uint8Array.of(2, 0));
});
