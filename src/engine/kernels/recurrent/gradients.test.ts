import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flatTarget } from '../../../domain/digit-set.ts';
import { describeEachBuild } from '../testing/builds.ts';
import { anyRecipe, createCase, type Recipe, shapeWith } from '../testing/cases.ts';
import { expectAllClose, expectClose } from '../testing/close.ts';
import { openNetwork } from '../testing/networks.ts';
import { oncePer } from '../testing/once-per.ts';
import { normOf, referenceGradients } from '../testing/references.ts';

/**
 * Relative to the largest element of each array. The worst seen is 1.6e-6: rounding of sums of some hundred terms in another
 * order (float32 has 6e-8), and the kernels' tanh; an error in any formula is orders of magnitude larger.
 */
const tolerance = 5e-6;

/** Sizes for which the kernels take other paths than for the small ones of `anyRecipe`. */
const specialRecipes: Record<string, Recipe> = {
  'a single sample': { shape: shapeWith(), count: 1, seed: 1 },
  'the most pixels with masks': { shape: shapeWith({ inputSize: 128, steps: 3 }), count: 9, seed: 2 },
  'more pixels, in many tiles': { shape: shapeWith({ inputSize: 129, units: 3 }), count: 80, seed: 3 },
  'more gates than one backward pass takes': {
    shape: shapeWith({ units: 80, layers: 2, steps: 4 }),
    count: 9,
    seed: 4,
  },
  'more units than one pass takes': {
    shape: shapeWith({ cell: 'rnn', units: 270, steps: 3, layers: 2 }),
    count: 9,
    seed: 5,
  },
  'more GRU gates than one backward pass takes': {
    shape: shapeWith({ cell: 'gru', units: 144, steps: 3 }),
    count: 9,
    seed: 6,
  },
  'two blocks of classes': { shape: shapeWith({ classes: 26 }), count: 9, seed: 7 },
  'whole digits': { shape: shapeWith({ steps: 28, units: 32 }), count: 20, seed: 8 },
};

const referenceOf = oncePer((recipe: Recipe) => referenceGradients(createCase(recipe)));

describeEachBuild((kernels) => {
  async function expectReference(recipe: Recipe): Promise<void> {
    const given = createCase(recipe);
    const expected = referenceOf(recipe);
    const network = openNetwork(kernels, given);
    expectClose(await network.logits(given.batch.images), expected.logits, tolerance, 'logits');
    const { loss, gradientNorm, gradients } = await network.gradients(given.batch);
    expectClose([loss], [expected.loss * recipe.count], tolerance, 'loss');
    expectClose([gradientNorm], [normOf(expected.gradients)], tolerance, 'norm');
    expectAllClose(gradients, expected.gradients, tolerance, 'gradient');
  }

  test('answers, loss and all weight gradients of any network equal those of tf.layers and tf.grad', async () => {
    await fc.assert(fc.asyncProperty(anyRecipe, expectReference), { seed: 20, numRuns: 25 });
  });

  test.each(Object.entries(specialRecipes))('the same with %s', async (_, recipe) => {
    await expectReference(recipe);
  });

  test('a digit without a class is compared with the uniform distribution, and is never answered correctly', async () => {
    const given = createCase({ shape: shapeWith(), count: 19, seed: 11 });
    const labels = given.batch.labels.map((label, sample) => (sample % 3 === 0 ? flatTarget : label));
    const batch = { ...given.batch, labels };
    const expected = referenceGradients({ ...given, batch });
    const network = openNetwork(kernels, given);
    const { loss, gradients } = await network.gradients(batch);
    expectClose([loss], [expected.loss * 19], tolerance, 'loss');
    expectAllClose(gradients, expected.gradients, tolerance, 'gradient');
    const allFlat = { ...given.batch, labels: labels.fill(flatTarget) };
    expect((await network.gradients(allFlat)).correct).toBe(0);
  });

  test('counts the correct answers', async () => {
    const given = createCase({ shape: shapeWith({ classes: 3 }), count: 19, seed: 9 });
    const network = openNetwork(kernels, given);
    const logits = await network.logits(given.batch.images);
    const answers = Array.from({ length: 19 }, (_, sample) => {
      const own = logits.subarray(3 * sample, 3 * sample + 3);
      return own.indexOf(Math.max(...own));
    });
    const { correct } = await network.gradients(given.batch);
    expect(correct).toBe(answers.filter((answer, sample) => answer === given.batch.labels[sample]).length);
    expect(correct).toBeGreaterThan(0);
  });

  test('a batch smaller than the network’s room is computed alone', async () => {
    const given = createCase({ shape: shapeWith(), count: 30, seed: 10 });
    const pixels = given.shape.steps * given.shape.inputSize;
    const few = { images: given.batch.images.subarray(0, 11 * pixels), labels: given.batch.labels.subarray(0, 11) };
    const network = openNetwork(kernels, given);
    await network.gradients(given.batch);
    const expected = await openNetwork(kernels, { ...given, batch: few }).gradients(few);
    expect(await network.gradients(few)).toEqual(expected);
  });
});
