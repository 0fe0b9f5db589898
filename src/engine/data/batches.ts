/** The order in which a run reads the training digits: a new seeded shuffle each epoch, cut into batches. */

import { type RandomStream, randomStream } from '../../domain/random.ts';

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

/**
 * The digits that a run learns from, if it does not learn from all; more of them with the same seed contain the fewer.
 * @param wanted how many of `available`
 * @returns their indices, or null for all
 */
export function pickDigits(available: number, wanted: number, seed: number): Uint32Array | null {
  if (wanted >= available) return null;
  return shuffledBy(randomStream(seed, 'trainingDigits'), available).subarray(0, wanted);
}

function shuffled(count: number, seed: number, epoch: number): Uint32Array<ArrayBuffer> {
  return shuffledBy(randomStream(seed, 'order', epoch), count);
}

/** Fisher–Yates (R. Durstenfeld, Algorithm 235, 1964). */
function shuffledBy(random: RandomStream, count: number): Uint32Array<ArrayBuffer> {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const value = order[last];
    order[last] = order[other];
    order[other] = value;
  }
  return order;
}
