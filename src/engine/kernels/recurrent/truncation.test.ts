import { expect, test } from 'vitest';
import { describeEachBuild } from '../testing/builds.ts';
import { type Case, cells, createCase, shapeWith } from '../testing/cases.ts';
import { expectAllClose, expectClose } from '../testing/close.ts';
import { openNetwork } from '../testing/networks.ts';
import { oncePer } from '../testing/once-per.ts';
import { referenceGradients } from '../testing/references.ts';

/** Reason: see gradients.test.ts; the worst seen is 7e-7. */
const tolerance = 5e-6;

const steps = 7;
const truncations = [1, 2, 5, steps, steps + 3];
const given = cells.map((cell) => createCase({ shape: shapeWith({ ...cell, steps, layers: 2 }), count: 20, seed: 3 }));

const referenceOf = oncePer(({ index, truncation }: { index: number; truncation: number }) =>
  referenceGradients(given[index], truncation),
);

/**
 * One ReLU unit that reads one pixel at a time, 1, 0, 1, with w = 2, u = ½, b = 1: h = 3, then 5/2, then 17/4. The readout
 * turns 17/4 into two equal logits, so p = (½, ½) and with label 0 ∂L/∂h₃ = 1·(−½) + (−1)·½ = −1. The unit is always on,
 * so the pre-activation gradients are a₃ = −1, a₂ = u·a₃ = −½, a₁ = u·a₂ = −¼. All of this is exact in float32.
 */
const threeSteps: Case = {
  shape: { cell: 'rnn', activation: 'relu', steps: 3, inputSize: 1, units: 1, layers: 1, classes: 2 },
  weights: [[2], [0.5], [1], [1, -1], [-4.25, 4.25]].map((values) => Float32Array.from(values)),
  batch: { images: Uint8Array.of(255, 0, 255), labels: Uint8Array.of(0) },
};

/** ∂L/∂w = Σ aₜ·xₜ, ∂L/∂u = Σ aₜ·hₜ₋₁ and ∂L/∂b = Σ aₜ over the last steps. */
const slopesByHand = [
  { truncation: 1, slopes: [-1, -2.5, -1] },
  { truncation: 2, slopes: [-1, -2.5 - 3 / 2, -1.5] },
  { truncation: 3, slopes: [-1 - 1 / 4, -2.5 - 3 / 2, -1.75] },
];

describeEachBuild((kernels) => {
  test.each(truncations)('gradients over %d steps equal tf.grad’s from constant states on', async (truncation) => {
    for (const [index, one] of given.entries()) {
      const expected = referenceOf({ index, truncation });
      const { loss, gradients } = await openNetwork(kernels, one).gradients(one.batch, truncation);
      const what = `${one.shape.cell} ${one.shape.activation}`;
      expectClose([loss], [expected.loss * 20], tolerance, `${what} loss`);
      expectAllClose(gradients, expected.gradients, tolerance, `${what} gradient`);
    }
  });

  test.each(slopesByHand)(
    'three steps worked out by hand, truncated to $truncation',
    async ({ truncation, slopes }) => {
      const { loss, gradients } = await openNetwork(kernels, threeSteps).gradients(threeSteps.batch, truncation);
      expect(loss).toBeCloseTo(Math.LN2, 6);
      expect(gradients.map((gradient) => [...gradient])).toEqual([
        ...slopes.map((slope) => [slope]),
        [-4.25 / 2, 4.25 / 2],
        [-0.5, 0.5],
      ]);
    },
  );
});
