import { expect, test } from 'vitest';
import { createKernelNetwork } from './kernel-network.ts';
import { stayOnThread } from '../threads/pool.ts';
import { describeEachBuild, runnableKernels } from '../testing/builds.ts';
import { createBatch, createCase, shapeWith } from '../testing/cases.ts';
import { openNetwork } from '../testing/networks.ts';

const imageBytes = 784;
const count = 7;

/** 28 × 28 images with blank first rows. */
const { images, labels } = createBatch(
  shapeWith({ steps: 28 }),
  Array.from({ length: count }, (_, sample) => 4 * sample),
  17,
);

function range(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, index) => first + index);
}

/** The byte read as each input; all bytes, or some. */
const readings = {
  'row by row': { steps: 28, inputSize: 28, order: range(0, 784) },
  'column by column': {
    steps: 28,
    inputSize: 28,
    order: range(0, 784).map((at) => 28 * (at % 28) + Math.floor(at / 28)),
  },
  'from below': { steps: 28, inputSize: 28, order: range(0, 784).reverse() },
  'pixel by pixel': { steps: 784, inputSize: 1, order: range(0, 784) },
  'two rows at a time': { steps: 14, inputSize: 56, order: range(0, 784) },
  'with leaps': { steps: 28, inputSize: 28, order: range(0, 784).map((at) => (5 * at + 3) % 784) },
  'the last five rows only': { steps: 5, inputSize: 28, order: range(784 - 5 * 28, 784) },
};

describeEachBuild((kernels) => {
  test.each(Object.entries(readings))(
    'reading images %s equals rearranging their bytes',
    async (_, { steps, inputSize, order }) => {
      const shape = shapeWith({ steps, inputSize, units: 9 });
      const given = { ...createCase({ shape, count: 1, seed: 19 }), batch: { images, labels } };
      const laid = Uint8Array.from({ length: count * order.length }, (__, at) => {
        const sample = Math.floor(at / order.length);
        return images[sample * imageBytes + order[at % order.length]];
      });
      const network = openNetwork(kernels, given, { reading: { imageBytes, order: Uint16Array.from(order) } });
      const plain = openNetwork(kernels, given);
      const batch = { images: laid, labels };
      expect(await network.logits(images)).toEqual(await plain.logits(laid));
      expect(await network.logitsOfEachStep(images)).toEqual(await plain.logitsOfEachStep(laid));
      expect(await network.gradients({ images, labels })).toEqual(await plain.gradients(batch));
      expect(await network.flow({ images, labels }, null)).toEqual(await plain.flow(batch, null));
    },
  );
});

test('rejects options that do not fit the shape', () => {
  const given = createCase({ shape: shapeWith(), count: 1, seed: 20 });
  const pool = stayOnThread(runnableKernels[0], () => undefined);
  const open = (options: Parameters<typeof createKernelNetwork>[5]) =>
    createKernelNetwork(pool, given.shape, 1, given.weights, 1, options);
  expect(() => open({ reading: { imageBytes, order: new Uint16Array(7) } })).toThrow(RangeError);
  expect(() => open({ reading: { imageBytes: 5, order: new Uint16Array(7 * 28).fill(5) } })).toThrow(RangeError);
  expect(() => open({ objective: 'nextStep' })).toThrow(RangeError);
});

test('rejects a batch without its loss steps', async () => {
  const given = createCase({ shape: shapeWith(), count: 3, seed: 21 });
  const network = openNetwork(runnableKernels[0], given, { lossAt: 'given' });
  await expect(async () => network.gradients(given.batch)).rejects.toThrow(RangeError);
  const lastSteps = new Uint16Array(3).fill(7);
  await expect(async () => network.gradients({ ...given.batch, lastSteps })).rejects.toThrow(RangeError);
});
