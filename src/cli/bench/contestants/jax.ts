/**
 * jax-js on its WebAssembly device, the fastest way we found: rows unrolled, one product with all gates' weights for
 * each row's input and one for its state, and the whole training step with Adam as one `jit`. Node has no global
 * Worker, so it computes on one thread; given a Worker, it became slower with batches of this size.
 *
 * jax-js counts references by hand: every use of an array consumes it, `x.ref` keeps x for another use.
 */

import { blockUntilReady, defaultDevice, jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { devDependencies } from '../../../../package.json';
import type { DigitSet } from '../../../domain/digit-set.ts';
import { rowLength, rows } from '../../../domain/sequence.ts';
import { gatherSequences } from './sequences.ts';
import { digitClasses } from '../../../domain/recipe/network-fields.ts';
import { randomStream } from '../../../domain/random.ts';
import type { Task } from '../messages.ts';
import { createBatches, oneHot } from './batches.ts';
import type { Contestant } from './contestant.ts';
import { cells, type CellWeights } from './jax-cells.ts';

type Weights = CellWeights & { readout: np.Array; readoutBias: np.Array };

const adam = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const clipNorm = 1;

/** @throws Error where WebAssembly is not available */
export function createContestant(): Contestant {
  if (defaultDevice() !== 'wasm') throw new Error('WebAssembly is not available');
  return {
    title: `jax-js ${devDependencies['@jax-js/jax']}`,
    prepare(task, { train, test }) {
      const forward = createForward(task);
      const scores = jit(forward);
      const update = jit(createUpdate(forward, task.batch));
      const nextBatch = createBatches(train, task);
      let weights = initialWeights(task);
      let first = zerosLike(weights);
      let second = zerosLike(weights);
      let step = 0;

      return Promise.resolve({
        async trainStep() {
          const indices = nextBatch();
          const targets = np.array(oneHot(train, indices), { shape: [indices.length, digitClasses] });
          step++;
          const correction = Math.sqrt(1 - adam.beta2 ** step) / (1 - adam.beta1 ** step);
          const rate = np.array(Float32Array.of(adam.learningRate * correction));
          let loss: np.Array;
          [loss, weights, first, second] = update(weights, first, second, rowsOf(train, indices), targets, rate);
          await blockUntilReady(weights);
          await loss.data();
          return indices.length;
        },
        async readBatch() {
          const indices = nextBatch();
          await scores(tree.ref(weights), rowsOf(train, indices)).data();
          return indices.length;
        },
        async readDigit() {
          await nn.softmax(scores(tree.ref(weights), rowsOf(test, Uint32Array.of(0)))).data();
        },
        dispose() {
          tree.dispose([weights, first, second]);
          scores.dispose();
          update.dispose();
        },
      });
    },
  };
}

/** Twenty-eight arrays [count × 28]. */
function rowsOf(digits: DigitSet, indices: Uint32Array): np.Array[] {
  const { steps, count } = gatherSequences(digits.images, indices);
  const length = count * rowLength;
  return Array.from({ length: rows }, (_, row) =>
    np.array(steps.slice(row * length, (row + 1) * length), { shape: [count, rowLength] }),
  );
}

/** Scores [count × 10] after the last row. */
function createForward({ cell, units }: Task) {
  const { step } = cells[cell];
  return (weights: Weights, steps: np.Array[]): np.Array => {
    const { readout, readoutBias, ...cellWeights } = weights;
    const shape = [steps[0].shape[0], units];
    let state = { hidden: np.zeros(shape), cell: np.zeros(shape) };
    for (const x of steps) state = step(x, state, cellWeights, units);
    state.cell.dispose();
    tree.dispose(cellWeights);
    return np.dot(state.hidden, readout).add(readoutBias);
  };
}

/** One step of Adam on the mean cross-entropy, the gradients clipped to a global norm of 1. */
function createUpdate(forward: (weights: Weights, steps: np.Array[]) => np.Array, batch: number) {
  const lossOf = (weights: Weights, steps: np.Array[], targets: np.Array) =>
    nn
      .logSoftmax(forward(weights, steps))
      .mul(targets)
      .sum()
      .mul(-1 / batch);
  const lossAndGradients = valueAndGrad(lossOf);

  return (
    weights: Weights,
    first: Weights,
    second: Weights,
    steps: np.Array[],
    targets: np.Array,
    rate: np.Array,
  ): [loss: np.Array, weights: Weights, first: Weights, second: Weights] => {
    const [loss, raw] = lossAndGradients(tree.ref(weights), steps, targets);
    const squares = tree.leaves<np.Array>(tree.ref(raw)).map((gradient) => np.square(gradient).sum());
    const norm = np.sqrt(squares.reduce((sum, square) => sum.add(square)));
    const factor = np.reciprocal(np.maximum(norm, clipNorm)).mul(clipNorm);
    const gradients = mapWeights((gradient) => gradient.mul(factor.ref), raw);
    factor.dispose();
    const { beta1, beta2, epsilon } = adam;
    const nextFirst = mapWeights((m, g) => m.mul(beta1).add(g.mul(1 - beta1)), first, tree.ref(gradients));
    const nextSecond = mapWeights((v, g) => v.mul(beta2).add(np.square(g).mul(1 - beta2)), second, gradients);
    const nextWeights = mapWeights(
      (weight, m, v) => weight.sub(m.mul(rate.ref).div(np.sqrt(v).add(epsilon))),
      ...[weights, tree.ref(nextFirst), tree.ref(nextSecond)],
    );
    rate.dispose();
    return [loss, nextWeights, nextFirst, nextSecond];
  };
}

function mapWeights(change: (...arrays: np.Array[]) => np.Array, ...trees: [Weights, ...Weights[]]): Weights {
  return tree.map(change, ...trees);
}

function zerosLike(weights: Weights): Weights {
  return mapWeights((weight) => np.zerosLike(weight), tree.ref(weights));
}

/** Matrices uniform in ±1/√H, biases 0. */
function initialWeights({ cell, units, seed }: Task): Weights {
  const random = randomStream(seed, 'weights');
  const bound = 1 / Math.sqrt(units);
  const width = cells[cell].blocks * units;
  const matrix = (height: number, columns: number) =>
    np.array(
      Float32Array.from({ length: height * columns }, () => random.uniform(-bound, bound)),
      { shape: [height, columns] },
    );
  return {
    kernel: matrix(rowLength, width),
    recurrentKernel: matrix(units, width),
    bias: np.zeros([width]),
    recurrentBias: np.zeros([width]),
    readout: matrix(units, digitClasses),
    readoutBias: np.zeros([digitClasses]),
  };
}
