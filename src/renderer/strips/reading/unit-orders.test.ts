import { expect, test } from 'vitest';
import { arrangedWithin, keptOrder, partOf } from './unit-orders.ts';

// Three steps, two directions of three units: units 0 and 2 of the first do the same.
const states = Float32Array.of(...[1, -1, 1, 9, 8, 7], ...[0.5, -0.5, 0.5, 6, 5, 4], ...[0.2, -0.2, 0.2, 3, 2, 1]);

test('has the states of one direction', () => {
  expect(partOf(states, 3, 2, 1)).toEqual(Float32Array.of(9, 8, 7, 6, 5, 4, 3, 2, 1));
});

test('puts units that do the same beside each other, within their direction', () => {
  const order = keptOrder()(partOf(states, 3, 2, 0), 3, []);
  const own = { unitAt: Uint16Array.of(0, 1, 2), placeOf: Uint16Array.of(0, 1, 2), tree: null };
  const [a, b, c, ...second] = arrangedWithin(states, 3, [order, own]).subarray(0, 6);
  expect([a, b, c].filter((value, at) => value === [a, b, c][at + 1])).toEqual([1]);
  expect(second).toEqual([9, 8, 7]);
});

test('keeps an order while nothing but the states changes', () => {
  const order = keptOrder();
  const strip = {};
  const first = order(partOf(states, 3, 2, 0), 3, [strip]);
  expect(order(partOf(states, 3, 2, 1), 3, [strip])).toBe(first);
  expect(order(partOf(states, 3, 2, 0), 3, [{}])).not.toBe(first);
});
