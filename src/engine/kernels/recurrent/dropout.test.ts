import { expect, test } from 'vitest';
import type { KernelNetworkOptions } from './kernel-network.ts';
import type { KernelExports } from '../builds/exports.ts';
import { describeEachBuild } from '../testing/builds.ts';
import { type Case, cells, createCase, shapeWith } from '../testing/cases.ts';
import { expectAllClose, expectClose } from '../testing/close.ts';
import { openNetwork } from '../testing/networks.ts';
import { oncePer } from '../testing/once-per.ts';
import { referenceGradients } from '../testing/references.ts';
import { everyStepGradients, meanOf, type StepGradients, withScaledReadout } from '../testing/step-references.ts';

/** Reason: see gradients.test.ts. */
const tolerance = 5e-6;
const count = 11;
const steps = 5;
const units = 20;
const dropout = { rate: 0.4, seed: 7 };

const given = cells.flatMap((cell) =>
  [1, 2].map((layers) => createCase({ shape: shapeWith({ ...cell, steps, units, layers }), count, seed: 22 })),
);

type Laying = { readonly kernels: KernelExports; readonly memory: WebAssembly.Memory; readonly tileRows: number };

/** A sample's mask from the kernels, [length], written after their reserved memory. */
function layMask({ kernels, memory, tileRows }: Laying, seed: number, sample: number, rate: number, length: number) {
  const address = 4096;
  kernels.layDropout(seed, sample, length, rate, address);
  const floats = new Float32Array(memory.buffer, address);
  return Float32Array.from({ length }, (_, unit) => floats[Math.floor(unit / 16) * tileRows * 16 + (unit % 16)]);
}

function laying(kernels: Parameters<typeof openNetwork>[0]): Laying {
  const { kernels: functions, memory, plan } = openNetwork(kernels, createCase({ shape: shapeWith(), count, seed: 1 }));
  return { kernels: functions, memory, tileRows: plan.tileRows };
}

/**
 * Each sample alone, its mask multiplied into the readout's kernel: V · (m · h) = (V · m) · h. The gradient then found is
 * that of V · m, so multiply it by m for that of V.
 */
function withMasks(one: Case, masks: readonly Float32Array[], gradientsOf: (single: Case) => StepGradients) {
  const pixels = one.shape.steps * one.shape.inputSize;
  const kernel = one.weights.length - 2;
  return meanOf(
    masks.map((mask, sample) => {
      const images = one.batch.images.subarray(sample * pixels, (sample + 1) * pixels);
      const batch = { images, labels: one.batch.labels.subarray(sample, sample + 1) };
      const { loss, gradients } = gradientsOf(withScaledReadout({ ...one, batch }, mask));
      const own = gradients[kernel].map((slope, index) => slope * mask[Math.floor(index / one.shape.classes)]);
      return { loss, gradients: gradients.map((gradient, index) => (index === kernel ? own : gradient)) };
    }),
  );
}

const referenceOf = oncePer(({ index, every, masks }: { index: number; every: boolean; masks: readonly number[][] }) =>
  withMasks(
    given[index],
    masks.map((mask) => Float32Array.from(mask)),
    (single) => (every ? everyStepGradients(single, steps) : referenceGradients(single)),
  ),
);

/** With this update the weights change by their negated gradient. */
const descent = {
  optimizer: { kind: 'momentum', momentum: 0 },
  ...{ learningRate: 1, clipNorm: 0, truncation: steps, dropout },
} as const;

describeEachBuild((kernels) => {
  test.each([{ every: false }, { every: true }])(
    'one step’s gradients equal tf.grad’s with each sample’s mask in the readout (loss at every step: $every)',
    async ({ every }) => {
      const options: KernelNetworkOptions = { lossAt: every ? 'every' : 'last' };
      const masks = Array.from({ length: count }, (_, sample) => [
        ...layMask(laying(kernels), dropout.seed, sample, dropout.rate, units),
      ]);
      for (const [index, one] of given.entries()) {
        const network = openNetwork(kernels, one, options);
        const { loss } = await network.train(one.batch, descent);
        const after = network.readWeights();
        const gradients = one.weights.map((array, at) => array.map((weight, place) => weight - after[at][place]));
        const expected = referenceOf({ index, every, masks });
        expectClose([loss], [expected.loss * count], tolerance, 'loss');
        // A difference of weights inherits their rounding.
        expectAllClose(gradients, expected.gradients, 100 * tolerance, `case ${index}, gradient`);
      }
    },
  );

  test('masks preserve the mean, drop the right share of units, and differ between samples and seeds', () => {
    const place = laying(kernels);
    const length = 100;
    for (const rate of [0.1, 0.5, 0.9]) {
      const masks = [1, 2, 2 ** 32 - 1].flatMap((seed) =>
        Array.from({ length: 100 }, (_, sample) => layMask(place, seed, sample, rate, length)),
      );
      const kept = masks.flatMap((mask) => [...mask]).filter((factor) => factor > 0);
      // Four standard deviations of the share kept.
      expect(Math.abs(kept.length / 30_000 - (1 - rate))).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / 30_000));
      expect(new Set(kept)).toEqual(new Set([Math.fround(1 / (1 - Math.fround(rate)))]));
      if (rate === 0.5) expect(new Set(masks.map((mask) => mask.join())).size).toBe(300);
    }
  });

  test('answers and gradients ignore dropout, also after a step with it', async () => {
    const [one] = given;
    const still = { ...descent, learningRate: 0 };
    const network = openNetwork(kernels, one);
    const before = [await network.logits(one.batch.images), await network.gradients(one.batch)];
    const { loss } = await network.train(one.batch, still);
    expect(loss).not.toBe((await network.gradients(one.batch)).loss);
    expect([await network.logits(one.batch.images), await network.gradients(one.batch)]).toEqual(before);
  });
});
