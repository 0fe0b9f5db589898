/** Whole batches of shuffled training digits, for the peers: some recompile for every batch size. */

import { createBatchOrder } from '../../../engine/data/batches.ts';
import type { DigitSet } from '../../../domain/digit-set.ts';
import { gatherLabels } from '../../../domain/digit-set.ts';
import { digitClasses } from '../../../domain/recipe/network-fields.ts';
import type { Task } from '../messages.ts';

/** @returns a function that gives the indices of the next batch, epoch after epoch */
export function createBatches({ count }: DigitSet, { batch, seed }: Task): () => Uint32Array {
  const whole = count - (count % batch);
  const batchAt = createBatchOrder(whole, batch, seed);
  let step = 0;
  return () => batchAt(step++);
}

/** Labels as [count × 10] zeros and ones. */
export function oneHot(digits: DigitSet, indices: Uint32Array): Float32Array {
  const targets = new Float32Array(indices.length * digitClasses);
  for (const [index, label] of gatherLabels(digits, indices).entries()) targets[index * digitClasses + label] = 1;
  return targets;
}
