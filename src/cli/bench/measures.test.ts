import { expect, test } from 'vitest';
import { entrantNames } from './contestants.ts';
import { measuresFor, questionOf } from './measures.ts';

test('has a unique name for every measure', () => {
  const ids = measuresFor(2).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('restricts measures to existing contestants', () => {
  const named = measuresFor(2).flatMap(({ among }) => among ?? []);
  expect(entrantNames).toEqual(expect.arrayContaining(named));
});

test('measures nothing twice on one thread', () => {
  const threads = (available: number) => new Set(measuresFor(available).map((measure) => measure.threads));
  expect(threads(4)).toEqual(new Set([4, 1]));
  expect(measuresFor(4)).toHaveLength(measuresFor(1).length + 1);
});

test('ranks less time and memory as better', () => {
  for (const { better, unit } of measuresFor(2)) expect(better).toBe(/^(?:s|ms|MiB)$/.test(unit) ? 'lower' : 'higher');
});

test('trains to the accuracy from other weights in each round, and otherwise reuses the same', () => {
  for (const measure of measuresFor(2)) {
    const [first, second] = [0, 1].map((round) => questionOf(measure, 1, 1, round).seed);
    expect(first === second).toBe(measure.quantity !== 'accuracy');
  }
});
