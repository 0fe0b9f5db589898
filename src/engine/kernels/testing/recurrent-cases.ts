/** Single recurrent layers for tests, and plain tf.layers with tf.grad as their reference. */

import { gateCountOf } from '../../../domain/cells.ts';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { randomStream } from '../../../domain/random.ts';
import type { LoadedKernels } from '../builds/instantiate.ts';
import type { RecurrentOptions } from '../tfjs/ops.ts';
import type { Call, Operands } from '../tfjs/ops-workspace.ts';
import { type NetworkShape } from '../recurrent/shape.ts';
import { runnableKernels } from './builds.ts';
import { kerasLayer } from '../tfjs/keras-layer.ts';
import { cells, requireLibraryCell } from './cases.ts';

/** The description of a case: small, so that fast-check can print it. */
export type LayerRecipe = Call &
  Pick<NetworkShape, 'cell' | 'activation' | 'steps' | 'inputSize' | 'units'> & { readonly seed: number };

/** Sizes that are seldom multiples of 16, of the tiles' 4 to 8 rows or of one another. tfjs has no gradient of x for one step. */
export const anyLayer: fc.Arbitrary<LayerRecipe> = fc
  .record({
    cellAndActivation: fc.constantFrom(...cells),
    batch: fc.integer({ min: 1, max: 20 }),
    steps: fc.integer({ min: 2, max: 6 }),
    inputSize: fc.integer({ min: 1, max: 40 }),
    units: fc.integer({ min: 1, max: 40 }),
    everyStep: fc.boolean(),
    seed: fc.nat(),
  })
  .map(({ cellAndActivation, ...sizes }) => ({ ...cellAndActivation, ...sizes }));

/** @param some differences from an LSTM of 20 units that reads 5 sequences of 4 × 9 numbers */
export function layerWith(some: Partial<LayerRecipe> = {}): LayerRecipe {
  const sizes = { batch: 5, steps: 4, inputSize: 9, units: 20, everyStep: false, seed: 1 };
  return { cell: 'lstm', activation: 'tanh', ...sizes, ...some };
}

/** One build per tile size: all share the code of the ops. */
export const kernelsByTile: readonly LoadedKernels[] = [
  ...new Map(runnableKernels.map((kernels) => [kernels.build.rows, kernels])).values(),
];

export type LayerCase = Operands & {
  /** Multiplies the output before it is summed: the gradient from above. */
  readonly gradient: Float32Array;
};

/** Asymmetric numbers; some inputs are zero, like pixels. */
export function createLayerCase({ cell, batch, steps, inputSize, units, everyStep, seed }: LayerRecipe): LayerCase {
  const random = randomStream(seed, 'weights');
  const columns = gateCountOf(cell) * units;
  const numbers = (length: number, bound: number) => Float32Array.from({ length }, () => random.uniform(-bound, bound));
  return {
    x: numbers(batch * steps * inputSize, 1).map((value) => (random.integer(3) === 0 ? 0 : value)),
    kernel: numbers(inputSize * columns, 1 / Math.sqrt(inputSize)),
    recurrentKernel: numbers(units * columns, 1 / Math.sqrt(units)),
    bias: numbers(columns, 0.5),
    gradient: numbers(batch * (everyStep ? steps : 1) * units, 1),
  };
}

export function optionsOf({ cell, activation, everyStep }: LayerRecipe): RecurrentOptions {
  return { cell, activation, returnSequences: everyStep };
}

/** x, kernel, recurrent kernel and bias as tensors. */
export function tensorsOf({ cell, batch, steps, inputSize, units }: LayerRecipe, operands: Operands): tf.Tensor[] {
  const columns = gateCountOf(cell) * units;
  return [
    tf.tensor(operands.x, [batch, steps, inputSize]),
    tf.tensor(operands.kernel, [inputSize, columns]),
    tf.tensor(operands.recurrentKernel, [units, columns]),
    tf.tensor(operands.bias, [columns]),
  ];
}

export type LayerResult = {
  readonly output: Float32Array;
  /** Of x, kernel, recurrent kernel and bias. */
  readonly gradients: readonly Float32Array[];
};

/** Output and gradients of any function of x, kernel, recurrent kernel and bias. */
export function outputAndGradients(
  recipe: LayerRecipe,
  layerCase: LayerCase,
  compute: (operands: tf.Tensor[]) => tf.Tensor,
): LayerResult {
  return tf.tidy(() => {
    const operands = tensorsOf(recipe, layerCase);
    const output = compute(operands);
    const above = tf.tensor(layerCase.gradient, output.shape);
    const gradients = tf.grads((...tensors) => compute(tensors).mul(above).sum())(operands);
    return { output: numbersOf(output), gradients: gradients.map(numbersOf) };
  });
}

/** The same from a plain layer. */
export function referenceLayer(recipe: LayerRecipe, layerCase: LayerCase): LayerResult {
  const [x, ...weights] = tensorsOf(recipe, layerCase);
  const layer = plainLayer(recipe, weights);
  const input = tf.variable(x);
  const result = tf.tidy(() => {
    const output = layer.apply(input) as tf.Tensor;
    const above = tf.tensor(layerCase.gradient, output.shape);
    const tensors = [input, ...layer.weights.map((weight) => weight.read())];
    const variables = tensors.filter((tensor) => tensor instanceof tf.Variable);
    const { grads } = tf.variableGrads(() => (layer.apply(input) as tf.Tensor).mul(above).sum().asScalar(), variables);
    return { output: numbersOf(output), gradients: variables.map(({ name }) => numbersOf(grads[name])) };
  });
  tf.dispose([x, ...weights, input]);
  layer.dispose();
  return result;
}

function plainLayer({ cell, activation, units, everyStep }: LayerRecipe, weights: tf.Tensor[]): tf.RNN {
  // The default orthogonal initializer is slow, and `weights` replaces its values.
  const common = { units, activation, weights, returnSequences: everyStep, recurrentInitializer: 'zeros' } as const;
  return kerasLayer(requireLibraryCell(cell), common);
}

function numbersOf(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync<'float32'>().slice();
}
