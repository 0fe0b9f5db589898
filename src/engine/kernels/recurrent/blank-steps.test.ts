import { expect, test } from 'vitest';
import { runAtOnce } from '../../../domain/cooperate.ts';
import { bankFloats } from './fill.ts';
import type { KernelNetwork } from './kernel-network.ts';
import { unpackWeights } from './pack.ts';
import { createShard } from './shard.ts';
import { describeEachBuild } from '../testing/builds.ts';
import { type Case, cells, createBatch, createCase, shapeWith } from '../testing/cases.ts';
import { expectAllClose, expectClose } from '../testing/close.ts';
import { openNetwork } from '../testing/networks.ts';

/**
 * Relative to the largest element of each array: the sums are the same in another order, since a shared state's gradient is
 * summed over samples before it goes further back; with all images alike most of it cancels. The worst seen is 3.3e-6.
 */
const tolerance = 1e-5;

const steps = 7;
const count = 30;

/** Blank steps before the first ink of each sample. */
const blankSteps: Record<string, number[]> = {
  'all blank': Array.from({ length: count }, () => steps),
  'with ink in the last step only': Array.from({ length: count }, () => steps - 1),
  'with ink at once': Array.from({ length: count }, () => 0),
  'all blank but one': Array.from({ length: count }, (_, sample) => (sample === 17 ? 2 : steps)),
  'with their first ink anywhere': Array.from({ length: count }, (_, sample) => (5 * sample) % (steps + 1)),
};

function caseWith(cell: (typeof cells)[number], firstInk: readonly number[]): Case {
  const shape = shapeWith({ ...cell, steps, layers: 2 });
  return { ...createCase({ shape, count: 1, seed: 1 }), batch: createBatch(shape, firstInk, 2) };
}

/** Runs every sample through all of its own steps, on a network that already has the batch. */
function withoutSharing({ kernels, memory, plan, presentBank }: KernelNetwork, given: Case, truncation: number) {
  const { shape, weights, batch } = given;
  const [own] = plan.shards;
  const bank = presentBank();
  const shard = createShard(kernels, memory, plan, own);
  shard.begin(count, null);
  shard.clearGradients();
  batch.labels.forEach((label, sample) => {
    shard.layImage(sample, plan.images + sample * shape.steps * shape.inputSize);
    shard.setLabel(sample, label);
  });
  runAtOnce(shard.forward(bank));
  shard.readout(bank);
  const logits = new Float32Array(count * shape.classes);
  for (let sample = 0; sample < count; sample++) {
    shard.logitsOf(sample, logits.subarray(sample * shape.classes, (sample + 1) * shape.classes));
  }
  const { loss, correct } = shard.loss(bank, 1 / count);
  shard.addReadoutGradients();
  runAtOnce(shard.backward(truncation, true));
  const gradients = weights.map(({ length }) => new Float32Array(length));
  unpackWeights(shape, bankFloats(memory, plan, own.gradients), gradients);
  return { logits, loss, correct, gradients };
}

describeEachBuild((kernels) => {
  test.each(Object.entries(blankSteps))('sharing blank steps changes nothing for images %s', async (_, firstInk) => {
    for (const cell of cells) {
      const given = caseWith(cell, firstInk);
      const network = openNetwork(kernels, given);
      for (const truncation of [steps, 3, 1]) {
        const shared = await network.gradients(given.batch, truncation);
        const alone = withoutSharing(network, given, truncation);
        const what = `${cell.cell} ${cell.activation}, ${truncation} steps back,`;
        expectClose(await network.logits(given.batch.images), alone.logits, tolerance, `${what} logits`);
        expectClose([shared.loss], [alone.loss], tolerance, `${what} loss`);
        expect(shared.correct).toBe(alone.correct);
        expectAllClose(shared.gradients, alone.gradients, tolerance, `${what} gradient`);
      }
    }
  });

  test('a tile starts no earlier than the first ink of its samples', async () => {
    const { build } = kernels;
    // The blank sequence and the samples with ink at once fill the first tile.
    const given = caseWith(cells[0], [...Array<number>(build.rows - 1).fill(0), 4, 5, 6]);
    const network = openNetwork(kernels, given);
    const [tape] = network.plan.shards[0].layers;
    const untouched = 12345;
    const gatesAt = (tile: number, step: number) =>
      new Float32Array(network.memory.buffer, tape.gates + tile * tape.gatesTile + step * tape.gatesStep, 1);
    const everyStep = Array.from({ length: steps }, (_, step) => step);
    for (const step of everyStep) for (const tile of [0, 1]) gatesAt(tile, step)[0] = untouched;
    await network.logits(given.batch.images);
    expect(everyStep.map((step) => gatesAt(0, step)[0] === untouched)).toEqual(Array(steps).fill(false));
    expect(everyStep.map((step) => gatesAt(1, step)[0] === untouched)).toEqual(everyStep.map((step) => step < 4));
  });
});
