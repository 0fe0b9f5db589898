import { expect, test } from 'vitest';
import { edgesOf, momentAt, placeOf, stepTicks } from './step-scale.ts';

test('gives the beginning of a training more room: a quarter of the steps is half of the width', () => {
  expect(placeOf(0, 400)).toBe(0);
  expect(placeOf(100, 400)).toBe(0.5);
  expect(placeOf(400, 400)).toBe(1);
});

test('lets each moment reach halfway to its neighbours, and the ends to the edges', () => {
  expect(edgesOf([0, 4, 16, 64])).toEqual([0, 0.125, 0.375, 0.75, 1]);
});

test('finds the moment at a place, and the nearest beyond the ends', () => {
  const edges = edgesOf([0, 4, 16, 64]);
  expect([-1, 0, 0.2, 0.374, 0.376, 0.9, 1, 2].map((place) => momentAt(place, edges))).toEqual([
    0, 0, 1, 1, 2, 3, 3, 3,
  ]);
});

test('labels round steps where they stand, none over another, none beyond an end or over the name of the axis', () => {
  const [width, from, label] = [800, 90, 40];
  const ticks = stepTicks(2345, width, from, label);
  expect(ticks).toContain(100);
  expect(ticks).toContain(1000);
  expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
  const places = ticks.map((step) => placeOf(step, 2345) * width);
  for (const [index, place] of places.entries()) {
    expect(place - label / 2).toBeGreaterThanOrEqual(index === 0 ? from : places[index - 1] + label / 2);
    expect(place + label / 2).toBeLessThanOrEqual(width);
  }
  expect(stepTicks(3, 60, 90, label)).toEqual([]);
});
