import { expect, test } from 'vitest';
import { describeEachBuild } from '../testing/builds.ts';
import { expectAllClose, expectClose } from '../testing/close.ts';
import { oncePer } from '../testing/once-per.ts';
import { normOf } from '../testing/references.ts';
import { createReaderCase, openReader, type ReaderCase, readerWith } from './testing/cases.ts';
import { referenceReader } from './testing/reference-reader.ts';
import { tfGradients } from './testing/tf-reader.ts';

/**
 * Relative to the largest element of each array: float32 sums in another order, and the kernels' tanh. An error in any
 * formula is orders of magnitude larger.
 */
const tolerance = 4e-5;

const cases: Record<string, ReaderCase> = {
  'two directions with attention': createReaderCase(readerWith(), 9, 1),
  'one direction with attention': createReaderCase(readerWith({ directions: 1 }), 9, 2),
  'two directions without attention': createReaderCase(readerWith({ attends: false }), 9, 3),
  'one direction without attention': createReaderCase(readerWith({ directions: 1, attends: false }), 13, 4),
  'two layers in two directions': createReaderCase(readerWith({ layers: 2 }), 9, 13),
  'two layers in one direction': createReaderCase(readerWith({ layers: 2, directions: 1, attends: false }), 9, 14),
  'two layers of more units than a block': createReaderCase(readerWith({ layers: 2, units: 21, steps: 12 }), 7, 15, {
    steps: 9,
  }),
  'more units than a block': createReaderCase(readerWith({ units: 21, inputSize: 28 }), 7, 5),
  'more pixels than have masks': createReaderCase(readerWith({ inputSize: 140, steps: 3 }), 7, 6),
  'strips shorter than the longest': createReaderCase(readerWith({ steps: 12 }), 9, 7, { steps: 5 }),
  'a single strip of one step': createReaderCase(readerWith({ steps: 4 }), 1, 8, { steps: 1 }),
};

/** Each weight takes two readings of the reference. */
const small: Record<string, ReaderCase> = {
  'with attention': createReaderCase(readerWith({ units: 3, inputSize: 4, steps: 4, tokens: 3 }), 7, 11),
  'in two layers': createReaderCase(readerWith({ units: 3, inputSize: 4, steps: 4, tokens: 3, layers: 2 }), 7, 17),
  'without attention': createReaderCase(
    readerWith({ units: 3, inputSize: 4, steps: 4, tokens: 3, attends: false, directions: 1 }),
    ...([7, 12] as const),
  ),
};

/** Central differences of the float64 loss. */
const differences = oncePer((name: string): Float64Array[] => {
  const { shape, weights, batch } = small[name];
  const exact = weights.map((values) => Float64Array.from(values));
  const h = 1e-5;
  return exact.map((values) =>
    values.map((value, index) => {
      const at = (moved: number) => {
        values[index] = moved;
        return referenceReader(shape, exact, batch).loss;
      };
      const slope = (at(value + h) - at(value - h)) / (2 * h);
      values[index] = value;
      return slope;
    }),
  );
});

describeEachBuild((kernels) => {
  test.each(Object.entries(cases))('loss and all weight gradients equal those of tf.grad: %s', async (_, given) => {
    const expected = tfGradients(given.shape, given.weights, given.batch);
    const { written } = referenceReader(given.shape, given.weights, given.batch);
    const network = openReader(kernels, given);
    const { loss, gradientNorm, gradients } = await network.gradients(given.batch);
    expectClose([loss], [expected.loss * written], tolerance, 'loss');
    expectAllClose(gradients, expected.gradients, tolerance, 'gradient');
    expectClose([gradientNorm], [normOf(expected.gradients)], tolerance, 'norm');
  });

  test.each(Object.entries(small))('the same as differences of a float64 reference: %s', async (name, given) => {
    const { gradients } = await openReader(kernels, given).gradients(given.batch);
    expectAllClose(gradients, differences(name), tolerance, 'gradient');
  });

  test('answers equal the float64 reference, also where the decoder reads its own', async () => {
    const given = createReaderCase(readerWith({ steps: 9 }), 11, 9, { steps: 6, own: 0.6 });
    const { logits, loss, written } = referenceReader(given.shape, given.weights, given.batch);
    const network = openReader(kernels, given);
    expectClose(await network.logits(given.batch), logits.flat(2), tolerance, 'logits');
    expectClose([(await network.gradients(given.batch)).loss], [loss * written], tolerance, 'loss');
  });

  test('a single strip, traced step by step, gives the same answers', async () => {
    const given = createReaderCase(readerWith(), 3, 10);
    const network = openReader(kernels, given);
    const { shape, batch } = given;
    const logits = await network.logits(batch);
    for (let sample = 0; sample < 3; sample++) {
      const bytes = shape.steps * shape.inputSize;
      const reading = network.trace.open(batch.images.subarray(sample * bytes, (sample + 1) * bytes));
      let decoder = reading.start;
      for (let step = 0; step < shape.tokens; step++) {
        const before = batch.labels[sample * shape.tokens + step - 1];
        if (step > 0 && before > 9) break;
        const next = decoder(step === 0 ? 11 : before);
        const from = (sample * shape.tokens + step) * shape.classes;
        expectClose(next.logits, logits.subarray(from, from + shape.classes), tolerance, 'logits');
        expect(next.attention.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
        decoder = next.next;
      }
    }
  });
});
