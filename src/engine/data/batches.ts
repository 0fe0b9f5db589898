/** The order in which a run reads the training digits: a new seeded shuffle each epoch, cut into batches. */

import { randomStream } from '../../domain/random.ts';

/** @returns batches per epoch; the last may be smaller */
export function batchesPerEpoch(sampleCount: number, batchSize: number): number {
  return Math.ceil(sampleCount / batchSize);
}

/**
 * Gives the digits of any batch of a run. It is a pure function of the step, so that a run can resume anywhere.
 * @returns a function from steps done to the indices of the next batch
 */
export function createBatchOrder(sampleCount: number, batchSize: number, seed: number) {
  const perEpoch = batchesPerEpoch(sampleCount, batchSize);
  let shuffledEpoch = -1;
  let order = new Uint32Array();

  /** @param step optimizer steps done */
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
