import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { test } from 'vitest';
import { describeEachBuild } from '../testing/builds.ts';
import { expectAllClose, expectClose } from '../testing/close.ts';
import { oncePer } from '../testing/once-per.ts';
import { normOf } from '../testing/references.ts';
import {
  anyTransformerRecipe,
  createTransformerCase,
  openTransformer,
  type TransformerRecipe,
  transformerWith,
} from './testing/cases.ts';
import { createReferenceTransformer } from './testing/reference-transformer.ts';
import { besideOthers } from './testing/beside-others.ts';

/**
 * Relative to the largest element of each array. The worst seen is 4.8e-6: rounding of sums in another order (float32 has
 * 6e-8), magnified by layer normalization if a token's units differ little. An error in any formula is orders of magnitude
 * larger.
 */
const tolerance = 2e-5;

/** Sizes for which the kernels take other paths than for the small ones of `anyTransformerRecipe`. */
const specialRecipes: Record<string, TransformerRecipe> = {
  'whole digits': { shape: transformerWith({ steps: 28, inputSize: 28, units: 64, heads: 4 }), count: 20, seed: 1 },
  'heads of several blocks': { shape: transformerWith({ units: 80, heads: 2 }), count: 9, seed: 2 },
  'heads of two units': { shape: transformerWith({ units: 16, heads: 8 }), count: 9, seed: 3 },
  'wide tokens': { shape: transformerWith({ steps: 14, inputSize: 56, units: 32, heads: 2 }), count: 9, seed: 4 },
  'one token': { shape: transformerWith({ steps: 1 }), count: 9, seed: 5 },
  'four blocks': { shape: transformerWith({ blocks: 4, units: 32, heads: 4 }), count: 9, seed: 6 },
  'more keys than one pass takes': { shape: transformerWith({ steps: 270, units: 16, heads: 1 }), count: 3, seed: 7 },
};

const referenceOf = oncePer((recipe: TransformerRecipe) => {
  const { shape, weights, batch } = createTransformerCase(recipe);
  const model = createReferenceTransformer(shape, weights);
  const result = tf.tidy(() => {
    const { value, grads } = tf.variableGrads(() => model.loss(batch), model.variables);
    const whole = Array.from(batch.labels, () => shape.steps);
    return {
      logits: model.read(batch.images, whole).logits.dataSync<'float32'>().slice(),
      loss: value.dataSync()[0],
      gradients: model.variables.map(({ name }) => grads[name].dataSync<'float32'>().slice()),
    };
  });
  model.dispose();
  return result;
});

describeEachBuild((kernels) => {
  async function expectReference(recipe: TransformerRecipe): Promise<void> {
    const given = createTransformerCase(recipe);
    const expected = referenceOf(recipe);
    const network = openTransformer(kernels, given);
    expectClose(await network.logits(given.batch.images), expected.logits, tolerance, 'logits');
    const { loss, gradientNorm, gradients } = await network.gradients(given.batch);
    expectClose([loss], [expected.loss * recipe.count], tolerance, 'loss');
    expectClose([gradientNorm], [normOf(expected.gradients)], tolerance, 'norm');
    const [actual, wanted] = [gradients, expected.gradients].map((arrays) => besideOthers(arrays, expected.gradients));
    expectAllClose(actual, wanted, tolerance, 'gradient');
  }

  test('answers, loss and all weight gradients of any Transformer equal those of tfjs and tf.grad', async () => {
    await fc.assert(fc.asyncProperty(anyTransformerRecipe, expectReference), { seed: 70, numRuns: 20 });
  });

  test.each(Object.entries(specialRecipes))('the same with %s', async (_, recipe) => {
    await expectReference(recipe);
  });
});
