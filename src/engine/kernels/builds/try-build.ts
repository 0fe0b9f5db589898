/** Runs a network with random weights and images on a build, to check its results and its speed. */

import { runAtOnce } from '../../../domain/cooperate.ts';
import { randomStream } from '../../../domain/random.ts';
import { bankFloats, fillBatch, fillWeights } from '../recurrent/fill.ts';
import { instantiate, type LoadedKernels } from './instantiate.ts';
import { createMemory } from '../memory.ts';
import { planMemory } from '../recurrent/memory-plan.ts';
import { unpackWeights } from '../recurrent/pack.ts';
import type { NetworkShape } from '../recurrent/shape.ts';
import { createWork } from '../threads/work.ts';

export type Trial = {
  readonly arrays: readonly Float32Array[];
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  /** One forward and backward pass on the calling thread. @returns the mean loss over the images, in nats */
  pass(): number;
  /** The gradients of the last pass. */
  readGradients(): readonly Float32Array[];
};

/** @param shape of a one-layer LSTM, @param count number of images */
export function tryBuild({ module, build }: LoadedKernels, shape: NetworkShape, count: number): Trial {
  const { steps, inputSize, units, classes } = shape;
  const pixels = steps * inputSize;
  const random = randomStream(1, 'weights');
  // Images with a varying number of blank first rows; half of the other pixels are blank, too.
  const images = Uint8Array.from({ length: count * pixels }, (_, index) =>
    index % pixels > inputSize * (index % 3) ? random.integer(256) * random.integer(2) : 0,
  );
  const labels = Uint8Array.from({ length: count }, () => random.integer(classes));
  const arrays = [inputSize * 4 * units, units * 4 * units, 4 * units, units * classes, classes].map((length) =>
    Float32Array.from({ length }, () => random.uniform(-0.3, 0.3)),
  );

  const plan = planMemory(shape, count, 1, build.rows);
  const memory = createMemory(plan.bytes);
  const kernels = instantiate(module, memory);
  fillWeights(kernels, memory, plan, arrays);
  fillBatch(kernels, memory, plan, { images, labels });
  const work = createWork(kernels, memory, plan, 0, () => undefined);
  return {
    ...{ arrays, images, labels },
    pass: () => runAtOnce(work({ kind: 'gradients', count, bank: 0, truncation: steps })).loss / count,
    readGradients() {
      const gradients = arrays.map(({ length }) => new Float32Array(length));
      unpackWeights(shape, bankFloats(memory, plan, plan.shards[0].gradients), gradients);
      return gradients;
    },
  };
}
