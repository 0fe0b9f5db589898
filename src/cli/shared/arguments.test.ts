import { InvalidArgumentError } from 'commander';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberWithin, wholeNumberWithin } from './arguments.ts';

test('accepts every whole number of the range, and none outside', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(), fc.integer(), (low, width, value) => {
      const parse = () => wholeNumberWithin([low, low + width])(String(value));
      if (value >= low && value <= low + width) expect(parse()).toBe(value);
      else expect(parse).toThrow(InvalidArgumentError);
    }),
  );
});

test('accepts every number of the range as JavaScript writes it', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (value) => {
      expect(numberWithin([0, 1])(String(value))).toBe(value);
    }),
  );
});

test('never accepts text that is not a decimal number', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/^[+-]?[\d.]/.test(text));
      expect(() => numberWithin([-Infinity, Infinity])(text)).toThrow(InvalidArgumentError);
    }),
  );
});

test.each(['', ' ', ' 7', '0x10', '7.5', '1e', '7 7', 'Infinity', 'NaN', '١'])(
  'does not accept "%s" as a whole number',
  (text) => {
    expect(() => wholeNumberWithin([0, 100])(text)).toThrow('It must be a whole number from 0 to 100.');
  },
);
