import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { runAtOnce } from '../../../domain/cooperate.ts';
import { startTestBackend } from '../../testing/start.ts';
import { kernelsByTile } from '../testing/recurrent-cases.ts';
import { expectAllClose, expectClose } from '../testing/close.ts';
import { stayOnThread } from '../threads/pool.ts';
import { createTransformerKernelNetwork } from './network.ts';
import { createTransformerShard } from './shard.ts';
import { createTransformerCase, openTransformer, type TransformerCase, transformerWith } from './testing/cases.ts';
import { createReferenceTransformer } from './testing/reference-transformer.ts';
import { createTokenReader } from './tokens.ts';

/** Reason: see gradients.test.ts. */
const tolerance = 2e-5;

const shape = transformerWith({ steps: 19 });
const { steps, inputSize, units, heads, blocks } = shape;
const given = createTransformerCase({ shape, count: 13, seed: 9 });
const count = given.batch.labels.length;
const whole = Array.from(given.batch.labels, () => steps);

beforeAll(startTestBackend);

/** The same images with other pixels. @param pick the old pixel for a row and column of the new image, or null */
function withPixels({ shape: own, weights, batch }: TransformerCase, pick: (sample: number, row: number) => number) {
  const rowBytes = own.inputSize;
  const images = batch.images.map((_, at) => {
    const row = Math.floor(at / rowBytes);
    const sample = Math.floor(row / own.steps);
    return batch.images[(sample * own.steps + pick(sample, row % own.steps)) * rowBytes + (at % rowBytes)];
  });
  return { shape: own, weights, batch: { ...batch, images } };
}

test.each(kernelsByTile.map((kernels) => [kernels.build.name, kernels] as const))(
  'tokens after a sample’s last step have no effect: %s',
  async (_, kernels) => {
    const { lastSteps } = given.batch;
    const other = withPixels(given, (sample, row) => (row <= lastSteps[sample] ? row : 0));
    expect(other.batch.images).not.toEqual(given.batch.images);
    const [one, two] = [openTransformer(kernels, given), openTransformer(kernels, other)];
    expect(await one.gradients(given.batch)).toEqual(await two.gradients(other.batch));
    expect(await one.logits(given.batch.images)).not.toEqual(await two.logits(other.batch.images));
  },
);

test.each(['none', 'sinusoidal'] as const)('positional encoding %s decides whether order matters', async (encoding) => {
  const one = createTransformerCase({
    shape: { ...shape, positionalEncoding: encoding },
    count: 13,
    seed: 10,
  });
  const backwards = withPixels(one, (_, row) => steps - 1 - row);
  const network = openTransformer(kernelsByTile[0], one);
  const [forth, back] = [await network.logits(one.batch.images), await network.logits(backwards.batch.images)];
  const distance = Math.max(...forth.map((logit, index) => Math.abs(logit - back[index])));
  if (encoding === 'none') expectClose(back, forth, tolerance);
  else expect(distance).toBeGreaterThan(0.01);
});

test('logits after each step are those of the image read so far', async () => {
  const network = openTransformer(kernelsByTile[0], given);
  const logits = await network.logitsOfEachStep(given.batch.images);
  const model = createReferenceTransformer(shape, given.weights);
  for (const step of [0, 7, steps - 1]) {
    const own = Array.from({ length: count }, (_, sample) =>
      logits.subarray((sample * steps + step) * 10, (sample * steps + step + 1) * 10),
    );
    const lengths = whole.map(() => step + 1);
    const expected = tf.tidy(() => model.read(given.batch.images, lengths).logits.dataSync<'float32'>().slice());
    expectClose(
      own.flatMap((row) => [...row]),
      expected,
      tolerance,
      `step ${step}`,
    );
  }
  model.dispose();
});

test('reads images in the given order, from all of their pixels', async () => {
  const imageBytes = steps * inputSize + 40;
  // Every pixel but the first 40, backwards.
  const order = Uint16Array.from({ length: steps * inputSize }, (_, at) => imageBytes - 1 - at);
  const images = new Uint8Array(count * imageBytes).map((_, at) => {
    const place = imageBytes - 1 - (at % imageBytes);
    const sample = Math.floor(at / imageBytes);
    return place < steps * inputSize ? given.batch.images[sample * steps * inputSize + place] : 255;
  });
  const pool = stayOnThread(kernelsByTile[0], () => undefined);
  const network = createTransformerKernelNetwork(pool, shape, count, given.weights, { reading: { imageBytes, order } });
  const plain = openTransformer(kernelsByTile[0], given);
  expect(await network.logits(images)).toEqual(await plain.logits(given.batch.images));
  const wrong = { reading: { imageBytes, order: order.subarray(1) } };
  expect(() => createTransformerKernelNetwork(pool, shape, count, given.weights, wrong)).toThrow(RangeError);
});

/** The reference's results for one image: each block's output and attention, and the gradients by the outputs. */
function referenceInside(sample: number) {
  const model = createReferenceTransformer(shape, given.weights);
  const images = given.batch.images.slice(sample * steps * inputSize, (sample + 1) * steps * inputSize);
  const one = { images, labels: given.batch.labels.slice(sample, sample + 1) };
  const result = tf.tidy(() => {
    const { outputs, attentions } = model.read(images, [steps]);
    const nudges = outputs.map(() => tf.zeros([1, steps, units]));
    const slopes = tf.grads((...tensors: tf.Tensor[]) => model.loss(one, tensors))(nudges);
    const norms = slopes.map((slope) => slope.square().sum(2).sqrt());
    const [hidden, attention, gradientNorm] = [outputs, attentions, norms].map((tensors) =>
      tensors.map((tensor) => tensor.dataSync<'float32'>().slice()),
    );
    return { hidden, attention, gradientNorm };
  });
  model.dispose();
  return result;
}

test.each(kernelsByTile.map((kernels) => [kernels.build.name, kernels] as const))(
  'the tokens read of a sample match the reference: %s',
  (_, kernels) => {
    const { plan, memory, kernels: run, presentBank } = openTransformer(kernels, given);
    const shard = createTransformerShard(run, memory, plan, plan.trace);
    const tokens = createTokenReader(memory, plan, shard);
    new Uint8Array(memory.buffer).set(given.batch.images.subarray(0, 2 * steps * inputSize), plan.images);
    shard.begin([3, steps]);
    shard.layImage(0, plan.images);
    shard.layImage(1, plan.images + steps * inputSize);
    shard.setLabel(1, given.batch.labels[1]);
    runAtOnce(shard.forward(presentBank()));
    shard.loss(presentBank(), 1, false);
    runAtOnce(shard.backward(presentBank(), false));
    const expected = referenceInside(1);
    plan.trace.blocks.forEach((tape, block) => {
      const attention = tokens.attention(1, tape.probabilities);
      expect(attention.length).toBe(heads * steps * steps);
      expectClose(attention, expected.attention[block], tolerance, 'attention');
      expectClose(tokens.matrix(1, tape.output), expected.hidden[block], tolerance, 'output');
      const norms = tokens.squares(1, tape.outputGradient).map(Math.sqrt);
      expectClose(norms, expected.gradientNorm[block], tolerance, 'gradient');
    });
  },
);

test('the flow is the root mean square gradient over the samples', async () => {
  const inside = Array.from({ length: count }, (_, sample) => referenceInside(sample).gradientNorm);
  const expected = Array.from({ length: blocks }, (_, block) =>
    Float64Array.from({ length: steps }, (_, step) =>
      Math.sqrt(inside.reduce((sum, norms) => sum + norms[block][step] ** 2, 0) / count),
    ),
  );
  const flow = await openTransformer(kernelsByTile[0], given).flow(given.batch);
  expectAllClose(
    Array.from({ length: blocks }, (_, block) => flow.subarray(block * steps, (block + 1) * steps)),
    expected,
    tolerance,
  );
});
