import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeEachBuild } from '../testing/builds.ts';
import { anyRecipe, type Case, cells, createCase, type Recipe, shapeWith } from '../testing/cases.ts';
import { expectAllClose, expectClose } from '../testing/close.ts';
import type { KernelNetworkOptions } from './kernel-network.ts';
import { openNetwork } from '../testing/networks.ts';
import { oncePer } from '../testing/once-per.ts';
import { referenceGradients } from '../testing/references.ts';
import {
  everyStepGradients,
  givenStepGradients,
  nextStepGradients,
  type StepGradients,
} from '../testing/step-references.ts';

/** Reason: see gradients.test.ts. */
const tolerance = 5e-6;
const steps = 6;
const count = 13;
const truncations = [1, 4, steps, steps + 3];
/** From the first step to the last, unordered. */
const lastSteps = Uint16Array.from({ length: count }, (_, sample) => (5 * sample) % steps);

/** As many inputs as classes, so that each case can also predict the next step. */
const given = cells.flatMap((cell) =>
  [1, 2].map((layers) => {
    const shape = shapeWith({ ...cell, steps, layers, inputSize: 18, classes: 18 });
    const { batch, ...rest } = createCase({ shape, count, seed: 12 });
    return { ...rest, batch: { ...batch, lastSteps } };
  }),
);

type Kind = { readonly name: string; readonly options: KernelNetworkOptions };

const kinds: readonly Kind[] = [
  { name: 'every step', options: { lossAt: 'every' } },
  { name: 'a step of each sample’s own', options: { lossAt: 'given' } },
  { name: 'predictions of the next step', options: { objective: 'nextStep' } },
];

const references: Record<string, (one: Case, truncation: number) => StepGradients> = {
  'every step': everyStepGradients,
  'a step of each sample’s own': (one, truncation) => givenStepGradients(one, lastSteps, truncation),
  'predictions of the next step': nextStepGradients,
};

const referenceOf = oncePer(({ index, name, truncation }: { index: number; name: string; truncation: number }) =>
  references[name](given[index], truncation),
);

/** Logits after `length` steps, of images that end there. */
const logitsOf = oncePer(({ index, length }: { index: number; length: number }) => {
  const { shape, batch, ...rest } = given[index];
  const images = Uint8Array.from({ length: count * length * shape.inputSize }, (_, at) => {
    const sample = Math.floor(at / (length * shape.inputSize));
    return batch.images[sample * steps * shape.inputSize + (at % (length * shape.inputSize))];
  });
  return referenceGradients({ ...rest, shape: { ...shape, steps: length }, batch: { ...batch, images } }).logits;
});

type Truncated = Recipe & { readonly truncation: number };

const anyTruncated: fc.Arbitrary<Truncated> = fc
  .record({ recipe: anyRecipe, truncation: fc.integer({ min: 1, max: 6 }) })
  .map(({ recipe, truncation }) => ({ ...recipe, truncation }));

/** A case with as many classes as inputs. */
function caseOf({ shape, ...rest }: Recipe): Case {
  return createCase({ ...rest, shape: { ...shape, inputSize: shape.classes } });
}

const referencesOf = oncePer((recipe: Truncated) => {
  const one = caseOf(recipe);
  return { every: everyStepGradients(one, recipe.truncation), next: nextStepGradients(one, recipe.truncation) };
});

const cases = kinds.flatMap((kind) => truncations.map((truncation) => ({ ...kind, truncation })));

describeEachBuild((kernels) => {
  test.each(cases)(
    'the loss of $name and its gradients over $truncation steps equal tf.grad’s',
    async ({ name, options, truncation }) => {
      for (const [index, one] of given.entries()) {
        const expected = referenceOf({ index, name, truncation });
        const { loss, gradients } = await openNetwork(kernels, one, options).gradients(one.batch, truncation);
        const what = `${one.shape.cell} ${one.shape.activation}, ${one.shape.layers} layers`;
        expectClose([loss], [expected.loss * count], tolerance, `${what} loss`);
        expectAllClose(gradients, expected.gradients, tolerance, `${what} gradient`);
      }
    },
  );

  test('the same for any network', async () => {
    await fc.assert(
      fc.asyncProperty(anyTruncated, async (recipe) => {
        const one = caseOf(recipe);
        const expected = referencesOf(recipe);
        for (const [options, { loss, gradients }] of [
          [{ lossAt: 'every' }, expected.every],
          [{ objective: 'nextStep' }, expected.next],
        ] as const) {
          const actual = await openNetwork(kernels, one, options).gradients(one.batch, recipe.truncation);
          expectClose([actual.loss], [loss * recipe.count], tolerance, 'loss');
          expectAllClose(actual.gradients, gradients, tolerance, 'gradient');
        }
      }),
      { seed: 24, numRuns: 10 },
    );
  });

  test.each([...kinds, { name: 'the last step', options: {} }])(
    'a network with the loss of $name reads the logits of each step',
    async ({ options }) => {
      for (const [index, one] of given.entries()) {
        const network = openNetwork(kernels, one, options);
        const ofEachStep = await network.logitsOfEachStep(one.batch.images);
        for (const length of [1, 3, steps]) {
          const ofStep = ofEachStep.filter((_, at) => Math.floor(at / one.shape.classes) % steps === length - 1);
          expectClose(ofStep, logitsOf({ index, length }), tolerance, `step ${length}`);
        }
        const logits = await network.logits(one.batch.images);
        expectClose(logits, logitsOf({ index, length: steps }), tolerance, 'the last');
      }
    },
  );

  test.each(kinds)('a batch does not affect the next, with the loss of $name', async ({ options }) => {
    for (const one of given) {
      const pixels = steps * one.shape.inputSize;
      const images = one.batch.images.subarray(0, 5 * pixels);
      // From all at the last step to a mix.
      const few = { images, labels: one.batch.labels.subarray(0, 5), lastSteps: lastSteps.subarray(1, 6) };
      const used = openNetwork(kernels, one, options);
      await used.gradients({ ...one.batch, lastSteps: new Uint16Array(count).fill(steps - 1) });
      await used.flow(one.batch, new Float32Array(count * one.shape.units).fill(1));
      expect(await used.gradients(few)).toEqual(await openNetwork(kernels, one, options).gradients(few));
      const probes = new Float32Array(5 * one.shape.units).fill(1);
      expect(await used.flow(few, probes)).toEqual(await openNetwork(kernels, one, options).flow(few, probes));
    }
  });

  test('answers are counted at the step of the loss', async () => {
    const [one] = given;
    const { classes } = one.shape;
    const logits = await openNetwork(kernels, one).logitsOfEachStep(one.batch.images);
    const rightAt = (stepOf: (sample: number) => number) =>
      [...one.batch.labels].filter((label, sample) => {
        const first = (sample * steps + stepOf(sample)) * classes;
        const own = logits.subarray(first, first + classes);
        return own.indexOf(Math.max(...own)) === label;
      }).length;
    const correct = async (options: KernelNetworkOptions) =>
      (await openNetwork(kernels, one, options).gradients(one.batch)).correct;
    expect(await correct({ lossAt: 'every' })).toBe(rightAt(() => steps - 1));
    expect(await correct({ lossAt: 'given' })).toBe(rightAt((sample) => lastSteps[sample]));
    expect(await correct({ objective: 'nextStep' })).toBe(0);
  });

  test('later steps than that of the loss have no effect', async () => {
    const [one] = given;
    const pixels = steps * one.shape.inputSize;
    const images = one.batch.images.map((byte, at) => {
      const step = Math.floor((at % pixels) / one.shape.inputSize);
      return step > lastSteps[Math.floor(at / pixels)] ? 255 - byte : byte;
    });
    const gradients = async (batch: typeof one.batch) =>
      (await openNetwork(kernels, one, { lossAt: 'given' }).gradients(batch)).gradients;
    expectAllClose(await gradients({ ...one.batch, images }), await gradients(one.batch), tolerance);
  });
});
