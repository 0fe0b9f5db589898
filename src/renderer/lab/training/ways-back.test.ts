import { expect, test } from 'vitest';
import { recipe } from '../../client/testing/fake-engine.ts';
import { waysBack } from './ways-back.ts';

test('offers clipping and a tenth of the learning rate for a run without clipping', () => {
  const unclipped = { ...recipe, clipNorm: 0, learningRate: 0.3 };
  expect(waysBack(unclipped)).toEqual([
    { changes: 'clipNorm', recipe: { ...unclipped, clipNorm: 1 } },
    { changes: 'learningRate', recipe: { ...unclipped, learningRate: 0.03 } },
  ]);
});

test('offers only a lower, allowed learning rate for a run with clipping', () => {
  expect(waysBack(recipe).map(({ changes }) => changes)).toEqual(['learningRate']);
  expect(waysBack({ ...recipe, learningRate: 2e-6 })[0].recipe.learningRate).toBe(1e-6);
  expect(waysBack({ ...recipe, learningRate: 1e-6 })).toEqual([]);
});
