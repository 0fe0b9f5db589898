/** The order in which a run reads the training digits: a fresh seeded shuffle each epoch, cut into batches. */

import { randomStream } from '../../domain/random.ts';

/** @returns how many batches an epoch has; the last one may be smaller */
export function batchesPerEpoch(sampleCount: number, batchSize: number): number {
  return Math.ceil(sampleCount / batchSize);
}

/**
 * A function that gives the digits of any batch of a run; asking for the same batch again gives the same digits, so that a
 * run can go on from any step.
 */
export function createBatchOrder(sampleCount: number, batchSize: number, seed: number) {
  const perEpoch = batchesPerEpoch(sampleCount, batchSize);
  let shuffledEpoch = -1;
  let order = new Uint32Array();

  /** @param step optimizer steps already done */
  return function batchAt(step: number): Uint32Array {
    const epoch = Math.floor(step / perEpoch);
    if (epoch !== shuffledEpoch) {
      order = shuffled(sampleCount, seed, epoch);
      shuffledEpoch = epoch;
    }
    const start = (step % perEpoch) * batchSize;
    return order.subarray(start, start + batchSize);
  };
}

/** Fisher–Yates (R. Durstenfeld, Algorithm 235, 1964). */
function shuffled(count: number, seed: number, epoch: number): Uint32Array<ArrayBuffer> {
  const random = randomStream(seed, 'order', epoch);
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const value = order[last];
    order[last] = order[other];
    order[other] = value;
  }
  return order;
}
