import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOfText, numberReader, numberWriter, textOfBytes } from './packed-text.ts';

test('writes bytes as base64url and reads them back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = textOfBytes(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(bytesOfText(text)).toEqual(bytes);
    }),
  );
});

test('reads no other text', () => {
  expect(['A', 'AB=', 'A B', 'é', 'AB'].map(bytesOfText)).toEqual([null, null, null, null, null]);
  fc.assert(
    fc.property(fc.string(), (text) => {
      const bytes = bytesOfText(text);
      expect(bytes === null || textOfBytes(bytes) === text).toBe(true);
    }),
  );
});

test('writes whole numbers in few bytes and reads them back, until they end', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const out = numberWriter();
      for (const number of numbers) {
        out.addSigned(number);
        out.add(number >>> 0);
      }
      const from = numberReader(out.bytes());
      for (const number of numbers) expect([from.nextSigned(), from.next()]).toEqual([number, number >>> 0]);
      expect([from.left(), from.next(), from.nextSigned()]).toEqual([0, Number.NaN, Number.NaN]);
    }),
  );
  const small = numberWriter();
  for (const number of [0, -64, 63]) small.addSigned(number);
  expect(small.bytes().length).toBe(3);
});
