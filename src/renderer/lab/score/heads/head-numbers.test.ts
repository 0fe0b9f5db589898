import { expect, test } from 'vitest';
import { headNumbers } from './head-numbers.ts';

const shape = { steps: 2, units: 4, heads: 2 };
const layer = {
  ...{ matrices: {}, gradientNorm: new Float32Array(2), weightGradients: null },
  // Head 2 looks from the second row at the first with 3/4.
  attention: Float32Array.of(1, 0, 0, 1, 1, 0, 0.75, 0.25),
  heads: {
    queries: Float32Array.of(0, 0, 0, 0, 0, 0, 2, 1),
    keys: Float32Array.of(9, 9, 1, 3, 9, 9, -1, 0),
    values: Float32Array.of(0, 0, 4, 0, 0, 0, 0, 8),
    results: Float32Array.of(0, 0, 0, 0, 0, 0, 3, 2),
    added: Float32Array.of(1, 2, 3, 4),
  },
};

test('has the query, the matches, the weights and the result of one head', () => {
  const numbers = headNumbers(layer, shape, 1, 1);
  expect(numbers).toMatchObject({
    query: Float32Array.of(2, 1),
    result: Float32Array.of(3, 2),
    rest: 0,
    added: [2, 4],
  });
  expect(numbers?.looked.map(({ step, weight }) => [step, weight])).toEqual([
    [0, 0.75],
    [1, 0.25],
  ]);
  expect(numbers?.looked[0].match).toBeCloseTo(5 / Math.SQRT2, 6);
  expect(numbers?.looked[0].value).toEqual(Float32Array.of(4, 0));
});

test('has none where nobody asked for them', () => {
  const { heads, ...plain } = layer;
  expect(heads).toBeDefined();
  expect(headNumbers(plain, shape, 0, 0)).toBeNull();
});
