/** Ablated networks that read all test images. They take memory and all threads: one at a time. */

import type { Ablation } from '../../protocol/ablation.ts';
import type { Evaluation } from '../../protocol/run.ts';
import { GatescopeError } from '../../domain/errors.ts';
import { createQueue } from '../../domain/cooperate.ts';
import type { DigitSet } from '../../domain/digit-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Network } from '../models/network.ts';
import { canAblate } from './ablate.ts';
import { evaluateAblated } from './ablated-network.ts';

/** @param present asked when an evaluation's turn comes; throws where there are no digits */
export function createAblationEvaluations(
  pool: KernelPool,
  present: () => { readonly network: Network; readonly test: DigitSet },
) {
  const takeTurn = createQueue();
  let cancellation = new AbortController();
  return {
    /** Reads all test digits with the present network ablated; null: cancelled. @throws GatescopeError where it cannot be */
    evaluate: (ablation: Ablation): Promise<Evaluation | null> => {
      const { signal } = cancellation;
      return takeTurn(async () => {
        const { network, test } = present();
        if (!canAblate(network.config, ablation))
          throw new GatescopeError('invalidRequest', 'This network cannot be ablated in this way.');
        return evaluateAblated(pool, network, ablation, test, signal);
      });
    },
    /** Ends evaluations of ablated networks, those that wait as well. */
    cancel: (): void => {
      cancellation.abort();
      cancellation = new AbortController();
    },
  };
}
