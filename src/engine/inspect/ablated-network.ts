/** The ablated networks that clients look at: made anew when the weights or the ablation have changed. */

import type { Evaluation } from '../../protocol/run.ts';
import type { Ablation } from '../../protocol/ablation.ts';
import type { DigitSet } from '../../domain/digit-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { createNetwork } from '../models/create-network.ts';
import type { Network } from '../models/network.ts';
import { evaluate } from '../training/evaluate.ts';
import { ablate } from './ablate.ts';

/** Looks at a digit through a network ablated for this once. @throws RangeError where it cannot be ablated so */
export function withAblation<Result>(
  pool: KernelPool,
  network: Network,
  ablation: Ablation,
  look: (ablated: Network) => Result,
): Result {
  const weights = ablate(network.config, network.readWeights(), ablation);
  const ablated = createNetwork(pool, network.config, weights, { batchSize: 1, room: 1 });
  try {
    return look(ablated);
  } finally {
    ablated.dispose();
  }
}

/** Reads all test digits with the ablated network, on all threads; null: cancelled. @throws RangeError where it cannot be ablated so */
export async function evaluateAblated(
  pool: KernelPool,
  network: Network,
  ablation: Ablation,
  digits: DigitSet,
  signal?: AbortSignal,
): Promise<Evaluation | null> {
  if (signal?.aborted) return null;
  const ablated = createNetwork(pool, network.config, ablate(network.config, network.readWeights(), ablation));
  try {
    return await evaluate(ablated, digits, undefined, signal);
  } catch (error) {
    if (signal?.aborted) return null;
    throw error;
  } finally {
    ablated.dispose();
  }
}
