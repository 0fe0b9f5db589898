/** One thread's range of an optimizer step. */

import type { KernelExports } from '../builds/exports.ts';
import type { TrainJob } from './jobs.ts';

/** Addresses of the weights, their gradients and the optimizer's state: part of every plan. */
export type WeightPlaces = {
  readonly banks: readonly [{ readonly weights: number }, { readonly weights: number }];
  readonly moments: readonly [number, number];
  readonly shards: readonly { readonly gradients: number }[];
};

/**
 * @param from, @param to byte offsets within a bank, multiples of 64
 * @param gradientNorm over all weights, before clipping
 */
export function updateWeights(
  kernels: KernelExports,
  { banks, moments, shards }: WeightPlaces,
  job: TrainJob,
  gradientNorm: number,
  from: number,
  to: number,
): void {
  const { optimizer, step, learningRate, clipNorm, weightDecay } = job;
  const scale = clipNorm > 0 && gradientNorm > clipNorm ? clipNorm / gradientNorm : 1;
  const places = [banks[job.bank].weights, banks[1 - job.bank].weights, shards[0].gradients] as const;
  switch (optimizer.kind) {
    case 'adam': {
      const { beta1, beta2, epsilon } = optimizer;
      const corrections = [1 - beta1 ** step, 1 - beta2 ** step] as const;
      kernels.adam(
        ...([...places, ...moments, from, to] as const),
        ...([scale, learningRate, beta1, beta2, epsilon, ...corrections, weightDecay] as const),
      );
      break;
    }
    case 'rmsprop': {
      const { decay, epsilon, epsilonPlace } = optimizer;
      const [within, beside] = epsilonPlace === 'besideRoot' ? [0, epsilon] : [epsilon, 0];
      kernels.rmsprop(...places, moments[1], from, to, scale, learningRate, decay, within, beside, weightDecay);
      break;
    }
    case 'momentum':
      kernels.momentum(...places, moments[0], from, to, scale, learningRate, optimizer.momentum, weightDecay);
      break;
    default:
      optimizer satisfies never;
  }
}
