/** A reader of strips, computed by the kernels. */

import { gateIndexOf } from '../../domain/cells.ts';
import { limits } from '../../domain/limits/limits.ts';
import { randomStream } from '../../domain/random.ts';
import { sizeOfShape, type WeightShape } from '../../domain/recipe/config.ts';
import { stripHeight, writtenTokens } from '../../domain/strips/strip.ts';
import { stripModels, transformerHeads, transformerWidth } from '../../domain/strips/strip-models.ts';
import { stripBatchSize, type StripSettings } from '../../domain/strips/strip-settings.ts';
import { createReaderNetwork, type ReaderNetwork } from '../kernels/reader/network.ts';
import { type ReaderShape, weightPlaces } from '../kernels/reader/shape.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { createPairNetwork } from '../kernels/transformer-pair/network.ts';
import type { PairShape } from '../kernels/transformer-pair/shape.ts';
import { pairWeightShapes } from '../kernels/transformer-pair/weights.ts';
import type { Weight } from '../models/network.ts';
import { mostTokens, stepsOf } from './strip-batch.ts';

/** What decides a reader's weights. */
export type StripStructure = Pick<StripSettings, 'model' | 'units' | 'directions' | 'layers' | 'columnsPerStep'>;

/** What both kinds have. */
function commonShapeOf({ columnsPerStep }: StripStructure) {
  return {
    ...{ steps: stepsOf(limits.maxStripColumns, columnsPerStep), inputSize: columnsPerStep * stripHeight },
    ...({ tokens: mostTokens, classes: writtenTokens } as const),
  };
}

function readerShapeOf(structure: StripStructure): ReaderShape {
  const { model, units, directions, layers } = structure;
  return { ...commonShapeOf(structure), units, directions, layers, attends: stripModels[model].attends };
}

function pairShapeOf(structure: StripStructure): PairShape {
  const { units, layers } = structure;
  return { ...commonShapeOf(structure), blocks: layers, heads: transformerHeads, units: transformerWidth(units) };
}

/** All weights in their order. */
export function stripWeightShapes(structure: StripStructure): WeightShape[] {
  return stripModels[structure.model].kind === 'transformer'
    ? pairWeightShapes(pairShapeOf(structure))
    : weightPlaces(readerShapeOf(structure)).map(({ name, shape }) => ({ name, shape }));
}

/**
 * As `../models/initial-weights.ts` does it: LSTM matrices uniform in ±1/√units, dense ones in ±1/√inputs, biases 0 but 1
 * for forget gates, layer norms as the identity. The energy vector is uniform in ±1/√units.
 */
export function initialStripWeights(structure: StripStructure, seed: number): Weight[] {
  const { units, model } = structure;
  const random = randomStream(seed, 'weights');
  const forget = gateIndexOf('lstm', 'forgetGate') ?? 0;
  return stripWeightShapes(structure).map(({ name, shape }) => {
    const values = new Float32Array(sizeOfShape(shape));
    const isLstm = stripModels[model].kind === 'lstm' && /^(?:encoder|decoder)/.test(name);
    const bound = 1 / Math.sqrt(isLstm || shape.length === 1 ? units : shape[0]);
    if (shape.length === 2 || name.endsWith('energy')) {
      for (let index = 0; index < values.length; index++) values[index] = random.uniform(-bound, bound);
    }
    if (isLstm && name.endsWith('/bias')) values.fill(1, forget * units, (forget + 1) * units);
    if (name.endsWith('gamma')) values.fill(1);
    return { name, shape, values };
  });
}

export type StripNetwork = Pick<
  ReaderNetwork,
  'train' | 'logits' | 'trace' | 'readOptimizer' | 'restoreOptimizer' | 'dispose'
> & {
  readonly structure: StripStructure;
  readWeights(): Weight[];
};

/**
 * @param weights in the order of {@link initialStripWeights}; copied
 * @throws GatescopeError `memoryShort` if the machine has too little memory
 */
export function createStripNetwork(
  pool: KernelPool,
  structure: StripStructure,
  weights: readonly Weight[],
): StripNetwork {
  const arrays = weights.map(({ values }) => values);
  const shapes = stripWeightShapes(structure);
  const network =
    stripModels[structure.model].kind === 'transformer'
      ? createPairNetwork(pool, pairShapeOf(structure), stripBatchSize, arrays)
      : createReaderNetwork(pool, readerShapeOf(structure), stripBatchSize, arrays);
  return {
    ...network,
    structure,
    readWeights: () => network.readWeights().map((values, index) => ({ ...shapes[index], values })),
  };
}
