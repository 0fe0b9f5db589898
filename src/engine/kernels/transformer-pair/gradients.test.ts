import { expect, test } from 'vitest';
import { endToken, startToken } from '../../../domain/strips/strip.ts';
import { describeEachBuild } from '../testing/builds.ts';
import { expectAllClose, expectClose } from '../testing/close.ts';
import { oncePer } from '../testing/once-per.ts';
import { normOf } from '../testing/references.ts';
import { besideOthers } from '../transformer/testing/beside-others.ts';
import { createPairCase, openPair, type PairCase, pairWith } from './testing/cases.ts';
import { referencePair } from './testing/reference-pair.ts';
import { tfPairGradients } from './testing/tf-pair.ts';

/** As in `../transformer/gradients.test.ts`: relative to the largest element of each array. */
const tolerance = 2e-5;

const cases: Record<string, PairCase> = {
  'two blocks of three heads': createPairCase(pairWith(), 9, 1),
  'one block, one head': createPairCase(pairWith({ blocks: 1, heads: 1 }), 9, 2),
  'heads of several blocks': createPairCase(pairWith({ units: 80, heads: 2, blocks: 1 }), 7, 3),
  'wide patches': createPairCase(pairWith({ units: 32, heads: 4, inputSize: 112, steps: 20, tokens: 7 }), 13, 4),
  'more tokens than steps': createPairCase(pairWith({ steps: 2, tokens: 7 }), 9, 5),
  'more tokens than a block of keys': createPairCase(pairWith({ steps: 5, tokens: 21 }), 5, 6),
  'strips shorter than the longest': createPairCase(pairWith({ steps: 12 }), 9, 7, { steps: 5 }),
  'a single strip of one step': createPairCase(pairWith({ steps: 4 }), 1, 8, { steps: 1 }),
};

/** Each weight takes two readings of the reference. */
const small = createPairCase(pairWith({ units: 8, heads: 2, inputSize: 4, steps: 4, tokens: 3, blocks: 1 }), 5, 11);

const tfGradients = oncePer((name: string) =>
  tfPairGradients(cases[name].shape, cases[name].weights, cases[name].batch),
);

/** Central differences of the float64 loss. */
const differences = oncePer(({ shape, weights, batch }: PairCase): Float32Array[] => {
  const exact = weights.map((values) => Float64Array.from(values));
  const h = 1e-5;
  return exact.map((values) =>
    Float32Array.from(values, (value, index) => {
      const at = (moved: number) => {
        values[index] = moved;
        return referencePair(shape, exact, batch).loss;
      };
      const slope = (at(value + h) - at(value - h)) / (2 * h);
      values[index] = value;
      return slope;
    }),
  );
});

function expectGradients(actual: readonly Float32Array[], expected: readonly Float32Array[]): void {
  expectAllClose(besideOthers(actual, expected), besideOthers(expected, expected), tolerance, 'gradient');
}

describeEachBuild((kernels) => {
  test.each(Object.keys(cases))('loss and all weight gradients equal those of tf.grad: %s', async (name) => {
    const given = cases[name];
    const expected = tfGradients(name);
    const { written } = referencePair(given.shape, given.weights, given.batch);
    const { loss, gradientNorm, gradients } = await openPair(kernels, given).gradients(given.batch);
    expectClose([loss], [expected.loss * written], tolerance, 'loss');
    expectClose([gradientNorm], [normOf(expected.gradients)], tolerance, 'norm');
    expectGradients(gradients, expected.gradients);
  });

  test('the same as differences of a float64 reference', async () => {
    const { gradients } = await openPair(kernels, small).gradients(small.batch);
    expectGradients(gradients, differences(small));
  });

  test('answers equal the float64 reference, also where the decoder reads its own', async () => {
    const given = createPairCase(pairWith({ steps: 9 }), 11, 9, { steps: 6, own: 0.6 });
    const { logits, loss, written } = referencePair(given.shape, given.weights, given.batch);
    const network = openPair(kernels, given);
    expectClose(await network.logits(given.batch), logits.flat(2), tolerance, 'logits');
    expectClose([(await network.gradients(given.batch)).loss], [loss * written], tolerance, 'loss');
  });

  test('a single strip, traced step by step, gives the same answers and attention', () => {
    const given = createPairCase(pairWith({ tokens: 9 }), 3, 10);
    const network = openPair(kernels, given);
    const { shape, batch } = given;
    const { logits, looks } = referencePair(shape, given.weights, batch);
    const bytes = shape.steps * shape.inputSize;
    for (let sample = 0; sample < 3; sample++) {
      const reading = network.trace.open(batch.images.subarray(sample * bytes, (sample + 1) * bytes));
      let decoder = reading.start;
      for (let step = 0; step < shape.tokens; step++) {
        const before = batch.labels[sample * shape.tokens + step - 1];
        if (step > 0 && before >= endToken) break;
        const next = decoder(step === 0 ? startToken : before);
        expectClose(next.logits, logits[sample][step], tolerance, 'logits');
        const expected = looks[sample].flatMap((ofBlock) => ofBlock[step].flat());
        expectClose(next.heads?.attention ?? [], expected, tolerance, 'attention');
        expect(next.attention.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
        decoder = next.next;
      }
    }
  });

  test('the attention follows from the queries and keys that a trace tells', () => {
    const { shape, batch, ...given } = createPairCase(pairWith(), 1, 12);
    const { start, heads } = openPair(kernels, { shape, batch, ...given }).trace.open(batch.images);
    const step = start(startToken).next(3);
    const { units, steps, blocks } = shape;
    const width = units / shape.heads;
    if (!heads || !step.heads) throw new Error('There are no heads.');
    for (let row = 0; row < blocks * shape.heads; row++) {
      const [block, head] = [Math.floor(row / shape.heads), row % shape.heads];
      const own = (values: Float32Array, token: number) =>
        values.subarray(token * units + head * width, token * units + (head + 1) * width);
      const query = own(step.heads.queries, block);
      const scores = Array.from({ length: steps }, (_, at) => {
        const key = own(heads.keys, block * steps + at);
        return Math.exp(query.reduce((sum, value, unit) => sum + value * key[unit], 0) / Math.sqrt(width));
      });
      const sum = scores.reduce((a, b) => a + b, 0);
      const shares = step.heads.attention.subarray(row * steps, (row + 1) * steps);
      expectClose(
        shares,
        scores.map((score) => score / sum),
        tolerance,
      );
    }
    expect(heads.values.length).toBe(heads.keys.length);
    expect(heads.values).not.toEqual(heads.keys);
  });
});
