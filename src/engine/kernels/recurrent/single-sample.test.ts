import { expect, test } from 'vitest';
import { runAtOnce } from '../../../domain/cooperate.ts';
import type { KernelNetwork } from './kernel-network.ts';
import { createShard } from './shard.ts';
import { describeEachBuild } from '../testing/builds.ts';
import { type Case, cells, createCase, shapeWith } from '../testing/cases.ts';
import { expectAllClose, expectClose } from '../testing/close.ts';
import { openNetwork } from '../testing/networks.ts';
import { oncePer } from '../testing/once-per.ts';
import { referenceGradients, referenceInputGradients } from '../testing/references.ts';

/** Reason: see gradients.test.ts; the worst seen is 5e-7. */
const tolerance = 5e-6;

/** Reads a sample on the plan's single-sample shard, with all gradients but the weights'. */
function traceSample({ kernels, memory, plan, presentBank }: KernelNetwork, { shape, batch }: Case) {
  const { trace } = plan;
  const shard = createShard(kernels, memory, plan, trace);
  new Uint8Array(memory.buffer).set(batch.images, plan.traceImage);
  shard.begin(1, null);
  shard.layImage(0, plan.traceImage);
  shard.setLabel(0, batch.labels[0]);
  runAtOnce(shard.forward(presentBank()));
  shard.readout(presentBank());
  const logits = new Float32Array(shape.classes);
  shard.logitsOf(0, logits);
  const { loss } = shard.loss(presentBank(), 1);
  runAtOnce(shard.backward(shape.steps, false));
  return { logits, loss };
}

/** Reads the first sample's numbers from the blocks of 16 columns of a tile. */
function readLine({ memory, plan }: KernelNetwork, address: number, size: number): number[] {
  return Array.from({ length: size }, (_, index) => {
    const block = Math.floor(index / 16) * plan.tileRows * 64;
    return new Float32Array(memory.buffer, address + block, 16)[index % 16];
  });
}

const given = cells.map((cell) => createCase({ shape: shapeWith({ ...cell, layers: 2 }), count: 1, seed: 4 }));

const referenceOf = oncePer((index: number) => {
  const { steps } = given[index].shape;
  const rest = Array.from({ length: steps - 1 }, (_, step) => steps - 1 - step);
  return {
    ...referenceGradients(given[index]),
    pixels: referenceInputGradients(given[index], steps).pixels,
    /** ∂L/∂h of the top layer after each step but the last. */
    hidden: rest.map((truncation) => [...referenceInputGradients(given[index], truncation).hidden]),
  };
});

describeEachBuild((kernels) => {
  test.each(cells.map((cell, index) => ({ ...cell, index })))(
    'a single sample’s gradients equal tf.grad’s at every step: $cell, $activation',
    ({ index }) => {
      const { steps, inputSize, units } = given[index].shape;
      const network = openNetwork(kernels, given[index]);
      const { logits, loss } = traceSample(network, given[index]);
      const expected = referenceOf(index);
      expectClose(logits, expected.logits, tolerance, 'logits');
      expectClose([loss], [expected.loss], tolerance, 'loss');
      const [bottom, top] = network.plan.trace.layers;
      const pixels = Array.from({ length: steps }, (_, step) =>
        readLine(network, bottom.inputGradient + step * bottom.inputStep, inputSize),
      );
      expectClose(pixels.flat(), expected.pixels, tolerance, 'pixels');
      const hidden = expected.hidden.map((_, step) =>
        readLine(network, top.hiddenGradient + (step + 1) * top.stateStep, units),
      );
      expectAllClose(hidden, expected.hidden, tolerance, 'hidden state');
    },
  );

  test('reading a single sample does not affect the batch or its gradients', async () => {
    const many = createCase({ shape: shapeWith({ layers: 2 }), count: 13, seed: 5 });
    const { steps, inputSize, classes } = many.shape;
    const network = openNetwork(kernels, many);
    const before = await network.gradients(many.batch);
    const first = { images: many.batch.images.subarray(0, steps * inputSize), labels: many.batch.labels };
    const { logits } = traceSample(network, { ...many, batch: first });
    const all = await network.logits(many.batch.images);
    expectClose(logits, all.subarray(0, classes), tolerance, 'logits');
    expect(await network.gradients(many.batch)).toEqual(before);
  });
});
