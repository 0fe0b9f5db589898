/** Evaluates ablated networks on all test images, one at a time, since each takes memory and all threads. */

import type { Ablation } from '../../protocol/ablation.ts';
import type { Evaluation } from '../../protocol/run.ts';
import { GatescopeError } from '../../domain/errors.ts';
import { createQueue } from '../../domain/cooperate.ts';
import type { DigitSet } from '../../domain/digit-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Network } from '../models/network.ts';
import { canAblate } from './ablate.ts';
import { evaluateAblated } from './ablated-network.ts';

/** @param present called when an evaluation's turn comes; throws if the data set is missing */
export function createAblationEvaluations(
  pool: KernelPool,
  present: () => { readonly network: Network; readonly test: DigitSet },
) {
  const takeTurn = createQueue();
  let cancellation = new AbortController();
  return {
    /**
     * Evaluates the present network on all test digits with this ablation; null: cancelled.
     * @throws GatescopeError if it is not supported
     */
    evaluate: (ablation: Ablation): Promise<Evaluation | null> => {
      const { signal } = cancellation;
      return takeTurn(async () => {
        const { network, test } = present();
        if (!canAblate(network.config, ablation))
          throw new GatescopeError(
            'invalidRequest',
            'This network does not support this ablation: choose another one.',
          );
        return evaluateAblated(pool, network, ablation, test, signal);
      });
    },
    /** Cancels active and queued evaluations. */
    cancel: (): void => {
      cancellation.abort();
      cancellation = new AbortController();
    },
  };
}
