import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runAtOnce } from '../../../domain/cooperate.ts';
import { lineBytes } from '../recurrent/shape.ts';
import { kernelsByTile } from '../testing/recurrent-cases.ts';
import { planTransformer, type TransformerShardPlan } from './memory-plan.ts';
import { createTransformerShard } from './shard.ts';
import { transformerLayout } from './shape.ts';
import { anyTransformerRecipe, createTransformerCase, openTransformer } from './testing/cases.ts';

/** A shard lies between its first and its last region, except for its gradients. */
function spanOf(shard: TransformerShardPlan, { blocks, steps }: { blocks: number; steps: number }) {
  return [shard.inputs, shard.flow + 8 * blocks * steps] as const;
}

/** Bytes outside some ranges that differ between two copies of the memory. */
function changesOutside(
  before: Uint8Array,
  after: Uint8Array,
  spans: readonly (readonly [number, number])[],
): number[] {
  const places: number[] = [];
  before.forEach((byte, at) => {
    if (byte !== after[at] && !spans.some(([from, to]) => at >= from && at < to)) places.push(at);
  });
  return places;
}

test('a pass writes only its own memory', async () => {
  for (const [index, recipe] of fc.sample(anyTransformerRecipe, { seed: 72, numRuns: 6 }).entries()) {
    const given = createTransformerCase(recipe);
    const network = openTransformer(kernelsByTile[index % kernelsByTile.length], given);
    const { plan, memory, kernels, presentBank } = network;
    const [first] = plan.shards;
    const ownSums = [first.gradients, first.gradients + transformerLayout(plan.shape).bytes] as const;
    const batch = [plan.images, plan.logits] as const;
    const copy = () => new Uint8Array(memory.buffer).slice(0, plan.bytes);

    const before = copy();
    await network.gradients(given.batch);
    const after = copy();
    expect(changesOutside(before, after, [spanOf(first, plan.shape), ownSums, batch])).toEqual([]);
    expect(changesOutside(before, after, []).length).toBeGreaterThan(0);

    const shard = createTransformerShard(kernels, memory, plan, plan.trace);
    shard.begin(Array.from({ length: plan.trace.samples }, () => plan.shape.steps));
    for (let sample = 0; sample < plan.trace.samples; sample++) shard.layImage(sample, plan.images);
    shard.setLabel(0, given.batch.labels[0]);
    runAtOnce(shard.forward(presentBank()));
    shard.loss(presentBank(), 1, false);
    runAtOnce(shard.backward(presentBank(), false));
    expect(changesOutside(after, copy(), [spanOf(plan.trace, plan.shape)])).toEqual([]);
  }
});

test('regions are cache-line-aligned, and a plan crosses to another thread unchanged', () => {
  fc.assert(
    fc.property(anyTransformerRecipe, fc.integer({ min: 1, max: 9 }), ({ shape, count }, threads) => {
      const plan = planTransformer(shape, count, threads, 6, shape.steps * shape.inputSize + 3);
      expect(plan.shards.length).toBe(threads);
      expect(structuredClone(plan)).toEqual(plan);
      for (const shard of [...plan.shards, plan.trace]) {
        const { samples, tiles, blocks, ...addresses } = shard;
        expect(tiles).toBeGreaterThanOrEqual(samples * Math.ceil(shape.steps / plan.tileRows));
        const all = [...Object.values(addresses), ...blocks.flatMap((tape) => Object.values(tape))];
        expect(all.filter((address) => address % lineBytes !== 0)).toEqual([]);
      }
    }),
    { seed: 73, numRuns: 50 },
  );
});
