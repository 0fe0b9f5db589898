import { expect, test } from 'vitest';
import { readingOrders } from '../../../../domain/recipe/reading.ts';
import { saliencyAsRead, saliencyOfSteps, saliencyRange } from './saliency.ts';

const image = Float32Array.from({ length: 784 }, (_, pixel) => Math.sin(pixel));

test.each(readingOrders)('shows all pixels read in the order %s, with step sums that add up to theirs', (order) => {
  const sorted = (values: Float32Array) => [...values].sort((a, b) => a - b);
  expect(sorted(saliencyAsRead(image, order))).toEqual(sorted(image));
  const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);
  expect(sum(saliencyOfSteps(image, order))).toBeCloseTo(sum(image), 4);
});

test('puts a column that is read first on the first line', () => {
  const lit = new Float32Array(784);
  for (let row = 0; row < 28; row++) lit[row * 28] = 1;
  expect([...saliencyAsRead(lit, 'columns').subarray(0, 28)]).toEqual(new Array(28).fill(1));
  expect(saliencyOfSteps(lit, 'columns')[0]).toBe(28);
});

test('has the largest magnitude as its range, and never 0', () => {
  expect(saliencyRange(Float32Array.of(1, -3, 2))).toBe(3);
  expect(saliencyRange(new Float32Array(784))).toBe(1);
});
