/** Stacked recurrent layers and a readout, computed by the kernels: a {@link Network}. */

import { type RecurrentCell, recurrentCells } from '../../domain/cells.ts';
import type { LossAt, ModelConfig } from '../../domain/recipe/recipe.ts';
import { planReading } from '../../domain/recipe/reading.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { createKernelNetwork } from '../kernels/recurrent/kernel-network.ts';
import type { OptimizerState } from '../kernels/threads/jobs.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { modelConfigOf, weightShapes } from '../../domain/recipe/config.ts';
import { measureGradientFlow } from './gradient-flow.ts';
import { spectralNorm } from './spectral-norm.ts';
import type { Network, Weight } from './network.ts';
import { createRecurrentTrace } from './recurrent-trace.ts';

const kernelLossAt = { lastStep: 'last', everyStep: 'every', randomStep: 'given' } as const;

export type NetworkOptions = {
  /** Digits of a training step. */
  readonly batchSize?: number;
  /** Digits that fit at a time, `batchSize` of them at least; by default {@link smallestRoom}. */
  readonly room?: number;
  readonly lossAt?: LossAt;
  /** Of a network of these weights that was trained before; by default it begins with nothing to remember. */
  readonly optimizerState?: OptimizerState;
};

/** Room for a whole test set to be read in reasonable strides, also where training takes few digits at a time. */
export const smallestRoom = 128;

/**
 * @param weights in the order and shapes of `weightShapes(config)`; copied
 * @throws GatescopeError `memoryShort` where the machine has not enough memory
 */
export function createRecurrentNetwork(
  pool: KernelPool,
  config: ModelConfig & { readonly cell: RecurrentCell },
  weights: readonly Weight[],
  { batchSize = smallestRoom, room = smallestRoom, lossAt = 'lastStep', optimizerState }: NetworkOptions = {},
): Network {
  const { cell, activation, units, layers } = config;
  const reading = planReading(config);
  const shape = {
    cell,
    activation: recurrentCells[cell].takesActivation ? activation : 'tanh',
    steps: reading.steps - reading.firstStep,
    inputSize: reading.stepLength,
    units,
    layers,
    classes: config.classes,
  } as const;
  const largestBatch = Math.max(batchSize, room);
  const arrays = weights.map(({ values }) => values);
  const network = createKernelNetwork(pool, shape, largestBatch, arrays, batchSize, {
    reading: { imageBytes: pixelCount, order: reading.order },
    lossAt: kernelLossAt[lossAt],
  });
  if (optimizerState) network.restoreOptimizer(optimizerState);

  function named(values: readonly Float32Array[]): Weight[] {
    const shapes = weightShapes(config);
    return values.map((each, index) => ({ ...shapes[index], values: each }));
  }

  return {
    config: modelConfigOf(config),
    batchSize: largestBatch,
    readWeights: () => named(network.readWeights()),
    readOptimizer: network.readOptimizer,
    async train(batch, update) {
      const { loss, correct, gradientNorm } = await network.train(batch, update);
      return { loss: loss / batch.labels.length, correct, gradientNorm };
    },
    logits: (images) => network.logits(images),
    snapshot: network.snapshot,
    weightsOf: (snapshot) => named(network.weightsOf(snapshot)),
    snapshotOf: (others) => network.snapshotOf(others.map(({ values }) => values)),
    restore: (snapshot) => {
      network.restore(snapshot);
    },
    ...createRecurrentTrace(network, config, reading),
    async states(images, wanted) {
      const { states, logits } = await network.states(
        images,
        wanted.map((step) => step - reading.firstStep),
      );
      return { states, logits: logits };
    },
    gradientFlow: async (batch) => ({
      ...(await measureGradientFlow(network, reading, batch)),
      stretch: recurrentCells[cell].takesActivation ? stretchOf(config, network.readWeights()) : null,
    }),
    dispose: () => {
      network.dispose();
    },
  };
}

/** γ: the steepest that an activation is. */
const largestSlopes = { tanh: 1, sigmoid: 0.25, relu: 1 } as const;

/** σ_max(W)·γ of the top layer. @param weights kernel, recurrent kernel and bias of each layer, then the readout's */
function stretchOf({ layers, units, activation }: ModelConfig, weights: readonly Float32Array[]): number | null {
  const stretch = spectralNorm(weights[3 * (layers - 1) + 1], units) * largestSlopes[activation];
  return Number.isFinite(stretch) ? stretch : null;
}
