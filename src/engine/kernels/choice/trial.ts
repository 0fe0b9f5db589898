/**
 * Tries kernel builds on the running V8: are they correct, how fast are they, and which bits do they compute? Uses them as
 * an engine does, so that V8 compiles the same code in the same way under this process's flags.
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

/** The timed network: an LSTM of the usual size over a few steps. */
const timedShape: NetworkShape = {
  cell: 'lstm',
  activation: 'tanh',
  steps: 6,
  inputSize: 28,
  units: 128,
  layers: 1,
  classes: 10,
};
/** With the blank sequence they fill tiles of 4, 6 and 8. */
const timedSamples = 23;
/**
 * Passes per candidate, interleaved so that other load on the machine affects all alike. V8 has optimized all that
 * matters after about half of them.
 */
const timedPasses = 80;

/** Optimizer steps per kind of network; the code shared with the LSTM is optimized by then. */
const exercises = 12;
const exerciseSamples = 23;
const update: Update = {
  optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  ...{ learningRate: 1e-3, clipNorm: 1, truncation: 6 },
};

/**
 * @param candidates compiled
 * @returns those that compute correctly; builds with separate multiply and add only if there is none with fused ones, which
 * are never slower
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
    // V8 swaps in optimized code between tasks.
    await new Promise((resolve) => setTimeout(resolve));
  }
  const tried: TriedBuild[] = [];
  for (const { kernels, best, ...trial } of trials) {
    const bits = createDigest();
    for (const numbers of [...trial.readGradients(), ...(await exercise(kernels))]) bits.add(numbers);
    // Check last: V8's quick first compilation is not the code that is used later.
    if (isRight(kernels)) tried.push({ name: kernels.build.name, milliseconds: best, digest: bits.digest() });
  }
  return tried;
}

/** @returns the weights of one network of each kind after some training steps */
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
