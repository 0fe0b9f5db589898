import { expect, test } from 'vitest';
import { completionOf } from '../client/testing/fake-engine.ts';
import { meanOf, ownRows } from './own-rows.ts';

const order = {
  ...{ pixels: new Uint8Array(784), givenRows: 20, count: 2, temperature: 1, seed: 1, window: 27, label: null },
};

test('sums the drawn rows of the true image and of each drawn one', () => {
  const ownLogLikelihood = new Float32Array(2 * 28).fill(-2).fill(-4, 28);
  const completion = { ...completionOf(order.pixels, 2), ownLogLikelihood };
  const { from, trueNats, nats, perRow } = ownRows({ order, completion });
  expect({ from, trueNats, nats }).toEqual({ from: 20, trueNats: 8, nats: [16, 32] });
  expect([perRow[19], perRow[20]]).toEqual([0, 3]);
  expect(meanOf(nats)).toBe(24);
});

test('the first row costs nothing even where it is drawn, and nothing drawn costs nothing', () => {
  const completion = completionOf(order.pixels, 2);
  expect(ownRows({ order: { ...order, givenRows: 0 }, completion })).toMatchObject({ from: 1, trueNats: 27 });
  expect(ownRows({ order: { ...order, givenRows: 28 }, completion }).nats).toEqual([0, 0]);
});
