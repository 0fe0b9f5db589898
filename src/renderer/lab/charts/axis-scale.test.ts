import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisScale, exactScale, logarithmicScale } from './axis-scale.ts';

test('extends an axis to round numbers and labels round numbers', () => {
  const { share, ticks } = axisScale([0.13, 2.31]);
  expect(ticks).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
  expect([share(0), share(1), share(2.5)]).toEqual([0, 0.4, 1]);
});

test('ends an exact axis with its values', () => {
  const { share, ticks } = exactScale([3, 938]);
  expect([share(3), share(938)]).toEqual([0, 1]);
  expect(ticks).toEqual([200, 400, 600, 800]);
});

test('spaces decades evenly', () => {
  const { share, ticks } = logarithmicScale([0.02, 300]);
  expect(ticks).toEqual([0.01, 0.1, 1, 10, 100, 1000]);
  ticks.forEach((tick, index) => {
    expect(share(tick)).toBeCloseTo(index / 5, 12);
  });
});

test('places any values on their axis, with one to nine ticks', () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Number(value.toPrecision(6)));
  fc.assert(
    fc.property(fc.array(number, { maxLength: 20 }), fc.constantFrom(axisScale, exactScale), (values, scale) => {
      fc.pre(Math.max(...values) - Math.min(...values) > 1e-6 * Math.max(...values.map(Math.abs)) || values.length < 2);
      const { share, ticks } = scale(values);
      for (const value of [...values, ...ticks]) {
        expect(share(value)).toBeGreaterThanOrEqual(-1e-6);
        expect(share(value)).toBeLessThanOrEqual(1 + 1e-6);
      }
      expect(ticks.length).toBeGreaterThanOrEqual(1);
      expect(ticks.length).toBeLessThanOrEqual(9);
      expect([...new Set(ticks)].sort((a, b) => a - b)).toEqual(ticks);
    }),
    {
      examples: [
        [[0, 5e-324], axisScale],
        [[0, 5e-324], exactScale],
      ],
    },
  );
});
