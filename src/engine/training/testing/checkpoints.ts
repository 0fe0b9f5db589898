/** Small runs with made-up numbers, for tests. */

import { perMetric } from '../../../protocol/step-metrics.ts';
import { defaultRecipe, modelConfigOf, sizeOfShape, weightShapes } from '../../../domain/recipe/config.ts';
import { sha256Hex } from '../../system/sha256.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { KeptTimeline } from '../../timeline/kept-timeline.ts';
import type { KeptNetwork } from '../kept-network.ts';

const recipe = { ...defaultRecipe, units: 8, layers: 2 };

/** For a run of the testing recipe: other steps, other file. */
const timeline: KeptTimeline = {
  first: 0,
  moments: [0, 1].map((step) => ({
    step,
    trainLoss: step === 0 ? null : 2.25,
    sha256: sha256Hex(Uint8Array.of(step)),
  })),
};

/** @param steps done; other seeds give other numbers */
export function checkpointOf(steps: number, seed = 1): Checkpoint {
  let next = seed;
  const filled = (length: number) => Float32Array.from({ length }, () => Math.fround(Math.sin((next += 1))));
  const shapes = weightShapes(modelConfigOf(recipe));
  const perWeight = () => shapes.map(({ shape }) => filled(sizeOfShape(shape)));
  return {
    data: { id: 'mnist', name: 'MNIST', classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
    ...{ recipe, digits: 500, kernels: 'simd-6x2', threads: 2, saved: '2026-11-21T12:00:00.000Z' },
    trainer: { step: steps, rate: { cycle: 0, scale: 0.5 }, epsilonPlace: 'besideRoot' },
    runner: { goal: 40, stoppedBy: null, epochSeconds: 1.25 },
    weights: perWeight().map((values, index) => ({ ...shapes[index], values })),
    optimizer: { step: steps, moments: [perWeight(), perWeight()] },
    history: {
      steps: {
        firstStep: 1,
        ...perMetric(() => filled(steps)),
      },
      epochs: [0.3, null].map((testLoss) => ({
        ...{ epoch: 0.5, step: 5, trainLoss: null, trainAccuracy: null },
        ...{ testLoss, testAccuracy: 0.91, seconds: null },
      })),
      marks: [{ step: 2, kind: 'learningRate', from: 0.004, to: 0.002 }],
    },
    timeline,
  };
}

/** A fine-tuned network with another shape than its recipe. @param step of its training */
export function keptNetwork(step: number): KeptNetwork {
  const { weights, data, kernels, threads, saved } = checkpointOf(0, step);
  return {
    model: modelConfigOf(recipe),
    ...{ recipe: defaultRecipe, weights, step, testAccuracy: 0.97, data, kernels, threads, saved },
  };
}
