import { expect, test } from 'vitest';
import { syntheticTrace } from '../testing/synthetic-trace.ts';
import { viewOfMoments } from './view-of-moments.ts';

const look = { layer: null, unitOrder: { by: 'similarity' } } as const;

test('shows each moment in the order of units and on the colour scales of the newest', () => {
  const newest = syntheticTrace({ layers: 2, seed: 1 });
  const first = syntheticTrace({ layers: 2, seed: 2 });
  const viewOf = viewOfMoments(newest, look);
  const [then, now] = [viewOf(first), viewOf(newest)];
  expect(then.layerIndex).toBe(1);
  expect(then.unitOrder).toBe(now.unitOrder);
  expect(then.tiles.map(({ range }) => range)).toEqual(now.tiles.map(({ range }) => range));
  expect(then.tiles.map(({ matrix }) => matrix)).not.toEqual(now.tiles.map(({ matrix }) => matrix));
  expect(viewOfMoments(first, look)(first).unitOrder?.unitAt).not.toEqual(now.unitOrder?.unitAt);
});

test('keeps to the chosen layer and order, as far as the network has the layer', () => {
  const trace = syntheticTrace({ layers: 2 });
  const byNumber = { unitOrder: { by: 'number' } } as const;
  expect(viewOfMoments(trace, { layer: 0, ...byNumber })(trace)).toMatchObject({
    layerIndex: 0,
    orderChoice: { by: 'number' },
  });
  expect(viewOfMoments(trace, { layer: 5, ...byNumber })(trace).layerIndex).toBe(1);
});

test('has the heads of a Transformer', () => {
  const trace = syntheticTrace({ cell: 'transformer', heads: 2 });
  const { tiles } = viewOfMoments(trace, look)(trace);
  expect(tiles.filter(({ head }) => head !== null)).toHaveLength(2);
});
