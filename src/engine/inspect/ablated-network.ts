/** The ablated networks that clients view: rebuilt when the weights or the ablation change. */

import type { Evaluation } from '../../protocol/run.ts';
import type { Ablation } from '../../protocol/ablation.ts';
import type { DigitSet } from '../../domain/digit-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { createNetwork } from '../models/create-network.ts';
import type { Network } from '../models/network.ts';
import { evaluate } from '../training/evaluate.ts';
import { ablate } from './ablate.ts';

/** Reads through a temporary ablated network. @throws RangeError if the ablation is not supported */
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

/** Evaluates an ablated network on all threads; null: cancelled. @throws RangeError if the ablation is not supported */
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
