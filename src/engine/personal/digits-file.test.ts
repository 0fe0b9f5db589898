import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digitId, parseDigits, type PersonalDigit, writeDigits } from './digits-file.ts';
import { limits } from '../../domain/limits/limits.ts';

const digit = fc
  .record({
    pixels: fc.uint8Array({ minLength: 784, maxLength: 784 }),
    label: fc.integer({ min: 0, max: 9 }),
    answer: fc.option(fc.integer({ min: 0, max: 9 })),
    time: fc.integer({ min: 0, max: 4e12 }),
  })
  .map((given): PersonalDigit => ({ ...given, id: digitId(given.pixels) }));

test('any digits survive a round trip', () => {
  fc.assert(
    fc.property(fc.uniqueArray(digit, { maxLength: 4, selector: ({ id }) => id }), (digits) => {
      expect(parseDigits(writeDigits(digits))).toEqual(digits);
    }),
    { numRuns: 200 },
  );
});

test('no text crashes the parser, and only a file of digits is accepted', () => {
  const whole = writeDigits([{ id: '', pixels: new Uint8Array(784).fill(7), label: 3, answer: null, time: 0 }]);
  const cutOrAltered = fc
    .tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 40 }), fc.string())
    .map(([at, length, instead]) => whole.slice(0, at) + instead + whole.slice(at + length));
  const texts = fc.oneof(fc.string(), fc.json(), cutOrAltered);
  fc.assert(
    fc.property(texts, (text) => {
      const digits = parseDigits(text);
      if (digits === 'newer') return;
      for (const { pixels, label } of digits ?? []) {
        expect(pixels.length).toBe(784);
        expect(label).toBeLessThanOrEqual(9);
      }
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['cut off', (text: string) => text.slice(0, -20)],
  ['another format', (text: string) => text.replace('gatescope-digits', 'other')],
  ['no version', (text: string) => text.replace('"version":1', '"version":0')],
  ['no digit', (text: string) => text.replace('"label":3', '"label":10')],
  ['no time', (text: string) => text.replace(/"kept":"[^"]*"/, '"kept":"yesterday"')],
  ['too few pixels', (text: string) => text.replace(/"pixels":"..../, '"pixels":"')],
])('refuses a file that is %s', (_what, alter) => {
  const text = writeDigits([{ id: '', pixels: new Uint8Array(784), label: 3, answer: 8, time: 1e12 }]);
  expect(parseDigits(text)).toHaveLength(1);
  expect(parseDigits(alter(text))).toBeNull();
});

test('refuses more digits than the limit, and keeps the last of equal images', () => {
  const same = { id: '', pixels: new Uint8Array(784), answer: null, time: 0 };
  const digits = Array.from({ length: limits.maxDigits }, (_, index) => ({ ...same, label: index % 10 }));
  expect(parseDigits(writeDigits(digits))).toMatchObject([{ label: 9 }]);
  expect(parseDigits(writeDigits([...digits, { ...same, label: 1 }]))).toBeNull();
});
