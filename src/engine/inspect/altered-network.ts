/** The altered networks that clients look at: made anew when the weights or the alteration have changed. */

import type { Evaluation } from '../../protocol/run.ts';
import type { Ablation } from '../../protocol/ablation.ts';
import type { DigitSet } from '../../domain/digit-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { createNetwork } from '../models/create-network.ts';
import type { Network } from '../models/network.ts';
import { evaluate } from '../training/evaluate.ts';
import { ablate } from './ablate.ts';

/** Looks at a digit through a network altered for this once. @throws RangeError where it cannot be altered so */
export function withAltered<Result>(
  pool: KernelPool,
  network: Network,
  ablation: Ablation,
  look: (altered: Network) => Result,
): Result {
  const weights = ablate(network.config, network.readWeights(), ablation);
  const altered = createNetwork(pool, network.config, weights, { batchSize: 1, room: 1 });
  try {
    return look(altered);
  } finally {
    altered.dispose();
  }
}

/** Reads all test digits with the altered network, on all threads; null: cancelled. @throws RangeError where it cannot be altered so */
export async function evaluateAltered(
  pool: KernelPool,
  network: Network,
  ablation: Ablation,
  digits: DigitSet,
  signal?: AbortSignal,
): Promise<Evaluation | null> {
  if (signal?.aborted) return null;
  const altered = createNetwork(pool, network.config, ablate(network.config, network.readWeights(), ablation));
  try {
    return await evaluate(altered, digits, undefined, signal);
  } catch (error) {
    if (signal?.aborted) return null;
    throw error;
  } finally {
    altered.dispose();
  }
}
