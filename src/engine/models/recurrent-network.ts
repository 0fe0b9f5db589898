/** Stacked recurrent layers and a readout, computed by the kernels. */

import { type RecurrentCell, recurrentCells } from '../../domain/cells.ts';
import type { LossAt, ModelConfig } from '../../domain/recipe/recipe.ts';
import type { ReadingPlan } from '../../domain/recipe/reading.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { createKernelNetwork, type KernelNetwork } from '../kernels/recurrent/kernel-network.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { measureGradientFlow } from './gradient-flow.ts';
import { spectralNorm } from './spectral-norm.ts';
import type { Network } from './network.ts';
import { createRecurrentTrace } from './recurrent-trace.ts';

const kernelLossAt = { lastStep: 'last', everyStep: 'every', randomStep: 'given' } as const;

/** What it takes to create a network of any kind. */
export type Wanted = {
  readonly reading: ReadingPlan;
  readonly maxBatch: number;
  readonly usualBatchSize: number;
  /** The weights, in the order and shapes of `weightShapes(config)`. */
  readonly arrays: readonly Float32Array[];
};

/** What differs between kinds of network. */
export type OwnPart = Pick<Network, 'trace' | 'answer' | 'states' | 'gradientFlow'>;

export function openRecurrent(
  pool: KernelPool,
  config: ModelConfig & { readonly cell: RecurrentCell },
  { reading, maxBatch, usualBatchSize, arrays, lossAt }: Wanted & { readonly lossAt: LossAt },
): { network: KernelNetwork; own: OwnPart } {
  const { cell, activation, units, layers } = config;
  const { takesActivation } = recurrentCells[cell];
  const shape = {
    cell,
    activation: takesActivation ? activation : 'tanh',
    steps: reading.steps - reading.firstStep,
    inputSize: reading.stepLength,
    units,
    layers,
    classes: config.classes,
  } as const;
  const network = createKernelNetwork(pool, shape, maxBatch, arrays, usualBatchSize, {
    reading: { imageBytes: pixelCount, order: reading.order },
    lossAt: kernelLossAt[lossAt],
  });
  const own: OwnPart = {
    ...createRecurrentTrace(network, config, reading),
    async states(images, steps) {
      const read = steps.map((step) => step - reading.firstStep);
      const { states, logits } = await network.states(images, read);
      return { states, logits };
    },
    gradientFlow: async (batch) => ({
      ...(await measureGradientFlow(network, reading, batch)),
      stretch: takesActivation ? stretchOf(config, network.readWeights()) : null,
    }),
  };
  return { network, own };
}

/** γ: the largest slope of each activation. */
const maxSlopes = { tanh: 1, sigmoid: 0.25, relu: 1 } as const;

/** σ_max(W)·γ of the top layer. @param weights kernel, recurrent kernel and bias of each layer, then the readout's */
function stretchOf({ layers, units, activation }: ModelConfig, weights: readonly Float32Array[]): number | null {
  const stretch = spectralNorm(weights[3 * (layers - 1) + 1], units) * maxSlopes[activation];
  return Number.isFinite(stretch) ? stretch : null;
}
