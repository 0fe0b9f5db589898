/**
 * Tries builds of the kernels on the V8 that runs this: whether they compute rightly, how fast, and to which bits. It uses them as
 * an engine does, so that V8 compiles what it would compile there, in the same manner, under the flags that this process has.
 */

import { gateCountOf, recurrentCellsBySize } from '../../../domain/cells.ts';
import { randomStream } from '../../../domain/random.ts';
import { isRight } from '../builds/check-build.ts';
import type { LoadedKernels } from '../builds/instantiate.ts';
import { createKernelNetwork, type Update } from '../recurrent/kernel-network.ts';
import { stayOnThread } from '../threads/pool.ts';
import { type NetworkShape } from '../recurrent/shape.ts';
import { createTransformerKernelNetwork } from '../transformer/network.ts';
import { weightPlaces } from '../transformer/pack.ts';
import { tryBuild } from '../builds/try-build.ts';
import { createDigest } from './digest.ts';
import type { TriedBuild } from './tried.ts';

/** What is timed: an LSTM of the usual size over a few steps. */
const timedShape: NetworkShape = {
  cell: 'lstm',
  activation: 'tanh',
  steps: 6,
  inputSize: 28,
  units: 128,
  layers: 1,
  classes: 10,
};
/** With the blank one they fill tiles of 4, 6 and 8. */
const timedSamples = 23;
/**
 * Passes of each candidate, in turn, so that whatever else the machine does meanwhile meets all of them. V8 has optimized
 * all that matters after about half of them.
 */
const timedPasses = 80;

/** Optimizer steps of each kind of network: what the others have in common with the LSTM is optimized by then. */
const exercises = 12;
const exerciseSamples = 23;
const update: Update = {
  optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  ...{ learningRate: 1e-3, clipNorm: 1, truncation: 6 },
};

/**
 * @param candidates compiled
 * @returns those that compute rightly; none with a separate multiply and add where there are such with a fused one, which is
 * never slower
 */
export async function tryKernels(candidates: readonly LoadedKernels[]): Promise<TriedBuild[]> {
  for (const multiplyAdd of ['relaxed', 'separate'] as const) {
    const tried = await tryAlike(candidates.filter(({ build }) => build.multiplyAdd === multiplyAdd));
    if (tried.length > 0) return tried;
  }
  return [];
}

async function tryAlike(candidates: readonly LoadedKernels[]): Promise<TriedBuild[]> {
  const trials = candidates.map((kernels) => ({
    kernels,
    best: Infinity,
    ...tryBuild(kernels, timedShape, timedSamples),
  }));
  for (let pass = 0; pass < timedPasses; pass++) {
    for (const trial of trials) {
      const started = performance.now();
      trial.pass();
      trial.best = Math.min(trial.best, performance.now() - started);
    }
    // V8 puts optimized code in place between two tasks.
    await new Promise((resolve) => setTimeout(resolve));
  }
  const tried: TriedBuild[] = [];
  for (const { kernels, best, ...trial } of trials) {
    const bits = createDigest();
    for (const numbers of [...trial.readGradients(), ...(await exercise(kernels))]) bits.add(numbers);
    // Not before: what V8 compiled first and fast is not what it computes with later.
    if (isRight(kernels)) tried.push({ name: kernels.build.name, milliseconds: best, digest: bits.digest() });
  }
  return tried;
}

/** @returns the weights of one network of each kind after some steps of training */
async function exercise(kernels: LoadedKernels): Promise<Float32Array[]> {
  const random = randomStream(1, 'weights');
  const pool = stayOnThread(kernels, () => undefined);
  const arrayOf = (length: number) => Float32Array.from({ length }, () => random.uniform(-0.3, 0.3));
  const { steps, inputSize, classes } = timedShape;
  const batch = {
    images: Uint8Array.from({ length: exerciseSamples * steps * inputSize }, () => random.integer(256)),
    labels: Uint8Array.from({ length: exerciseSamples }, () => random.integer(classes)),
  };
  const units = 32;
  const recurrent = recurrentCellsBySize.toReversed().map((cell) => {
    const shape = { ...timedShape, cell, units, layers: 2 };
    const columns = gateCountOf(cell) * units;
    const sizes = [inputSize, units].flatMap((inputs) => [inputs * columns, units * columns, columns]);
    return createKernelNetwork(pool, shape, exerciseSamples, [...sizes, units * classes, classes].map(arrayOf));
  });
  const shape = { steps, inputSize, units, heads: 2, blocks: 1, positionalEncoding: 'sinusoidal', classes } as const;
  const arrays = weightPlaces(shape).map(({ rows, columns }) => arrayOf(rows * columns));
  const networks = [...recurrent, createTransformerKernelNetwork(pool, shape, exerciseSamples, arrays)];
  for (let step = 0; step < exercises; step++) {
    for (const network of networks) await network.train(batch, update);
  }
  return networks.flatMap((network) => network.readWeights());
}
