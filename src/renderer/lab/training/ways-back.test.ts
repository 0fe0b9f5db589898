import { expect, test } from 'vitest';
import { recipe } from '../../client/testing/fake-engine.ts';
import { waysBack } from './ways-back.ts';

test('a run that was not clipped is offered clipping, and a tenth of its learning rate', () => {
  const unclipped = { ...recipe, clipNorm: 0, learningRate: 0.3 };
  expect(waysBack(unclipped)).toEqual([
    { changes: 'clipNorm', recipe: { ...unclipped, clipNorm: 1 } },
    { changes: 'learningRate', recipe: { ...unclipped, learningRate: 0.03 } },
  ]);
});

test('a run that was clipped already is offered the learning rate only, and never one that cannot be', () => {
  expect(waysBack(recipe).map(({ changes }) => changes)).toEqual(['learningRate']);
  expect(waysBack({ ...recipe, learningRate: 2e-6 })[0].recipe.learningRate).toBe(1e-6);
  expect(waysBack({ ...recipe, learningRate: 1e-6 })).toEqual([]);
});
