import { expect, test } from 'vitest';
import { calmOrder } from './calm-order.ts';
import { syntheticTrace } from '../testing/synthetic-trace.ts';
import type { OrderChoice } from './unit-order.ts';

function layerOf(seed: number, units = 16) {
  const { layers, firstStep } = syntheticTrace({ seed, units });
  return { hiddenState: layers[0].matrices.hiddenState ?? new Float32Array(), units, firstStep, readout: null };
}

const bySimilarity: OrderChoice = { by: 'similarity' };

test('keeps units in place for a second while weights change, then reorders them', () => {
  const order = calmOrder();
  const first = order(bySimilarity, layerOf(1), 'test 0', 100);
  expect(first.due).toBeNull();
  const soon = order(bySimilarity, layerOf(2), 'test 0', 400);
  expect(soon).toEqual({ order: first.order, due: 1100 });
  const later = order(bySimilarity, layerOf(2), 'test 0', 1100);
  expect(later.due).toBeNull();
  expect(later.order).not.toEqual(first.order);
});

test('reorders at once for another digit, choice or size', () => {
  const order = calmOrder();
  const first = order(bySimilarity, layerOf(1), 'test 0', 0).order;
  expect(order(bySimilarity, layerOf(2), 'test 1', 1).order).not.toEqual(first);
  expect(order({ by: 'number' }, layerOf(2), 'test 1', 2).order.unitAt[3]).toBe(3);
  expect(order(bySimilarity, layerOf(1, 8), 'test 1', 3).order.unitAt).toHaveLength(8);
});
