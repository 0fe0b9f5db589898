import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createThinning } from './thinning.ts';

function thinned(capacity: number, count: number) {
  const { kept, add } = createThinning(capacity);
  for (let number = 0; number < count; number++) add(number);
  return kept;
}

test('keeps everything while there is room', () => {
  expect(thinned(5, 5)).toEqual([0, 1, 2, 3, 4]);
});

test('drops every other item, oldest first, when full', () => {
  expect(thinned(4, 5)).toEqual([0, 2, 3, 4]);
  expect(thinned(4, 7)).toEqual([0, 2, 4, 6]);
  expect(thinned(4, 9)).toEqual([0, 4, 6, 8]);
  expect(thinned(3, 9)).toEqual([0, 4, 8]);
});

test('never exceeds the capacity, keeps the first, and bounds every gap', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 3000 }), (capacity, count) => {
      const kept = thinned(capacity, count);
      expect(kept.length).toBeLessThanOrEqual(capacity);
      expect(kept[0]).toBe(0);
      const newest = count - 1;
      const widest = Math.max(1, (2 * newest) / capacity);
      for (const [place, number] of kept.entries()) {
        expect((kept[place + 1] ?? newest) - number).toBeLessThanOrEqual(widest);
      }
    }),
  );
});

test('keeps nothing without capacity', () => {
  expect(thinned(0, 9)).toEqual([]);
});
