import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ordersLike, planReading, readingOrders, rereadAs, shuffledRows, stepsOf, stepsRead } from './reading.ts';

const image = Uint8Array.from({ length: 784 }, (_, pixel) => (pixel * 7 + (pixel >> 5)) % 251);

test('every order reads every pixel once', () => {
  for (const order of readingOrders) {
    const plan = planReading({ order, window: 0 });
    expect(plan.steps * plan.stepLength, order).toBe(784);
    expect(
      [...plan.order].sort((a, b) => a - b),
      order,
    ).toEqual(Array.from({ length: 784 }, (_, pixel) => pixel));
  }
});

test("each order's first step is the one its name says", () => {
  const first = (order: (typeof readingOrders)[number]) => {
    const { order: pixels, stepLength } = planReading({ order, window: 0 });
    return [...pixels.subarray(0, Math.min(3, stepLength))];
  };
  expect(first('rowsDown')).toEqual([0, 1, 2]);
  expect(first('rowsUp')).toEqual([27 * 28, 27 * 28 + 1, 27 * 28 + 2]);
  expect(first('columns')).toEqual([0, 28, 56]);
  expect(first('shuffledRows')).toEqual([0, 1, 2].map((index) => shuffledRows[0] * 28 + index));
  expect(first('rowPairs')).toEqual([0, 1, 2]);
  expect(first('pixels')).toEqual([0]);
  expect(readingOrders.map((order) => stepsOf(order).steps)).toEqual([28, 28, 28, 28, 14, 784]);
});

test('shuffling never puts adjacent rows one after the other', () => {
  expect(shuffledRows.every((row, step) => step === 0 || Math.abs(row - shuffledRows[step - 1]) > 1)).toBe(true);
});

test('a memory window keeps only the last steps', () => {
  const { steps, firstStep, order } = planReading({ order: 'rowsDown', window: 3 });
  expect([steps, firstStep, order.length, order[0]]).toEqual([28, 25, 84, 25 * 28]);
  expect(stepsRead({ order: 'rowPairs', window: 20 })).toBe(14);
  expect(stepsRead({ order: 'pixels', window: 0 })).toBe(784);
});

test('an image laid out for another order is read like in that order', () => {
  const order = fc.constantFrom(...ordersLike('rowsDown'));
  fc.assert(
    fc.property(order, order, (own, other) => {
      const reread = rereadAs(image, own, other);
      const seen = (pixels: Uint8Array, how: typeof own) =>
        [...planReading({ order: how, window: 0 }).order].map((pixel) => pixels[pixel]);
      expect(seen(reread, own)).toEqual(seen(image, other));
    }),
  );
});
