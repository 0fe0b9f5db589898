import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { augment } from '../augment/augment.ts';
import { createBatchOrder, pickDigits } from '../data/batches.ts';
import { type DigitSet, sliceDigits } from '../../domain/digit-set.ts';
import { flatTarget, gatherImages, gatherLabels } from '../../domain/digit-set.ts';
import { replaceByNonDigits } from '../non-digits/replace.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { createNetwork } from '../models/create-network.ts';
import { loadFewDigits, startTestPool } from '../testing/start.ts';
import { evaluate } from './evaluate.ts';
import { createTrainer, type TrainerState } from './trainer.ts';

/** Without augmentation: in so few steps variety does not help. */
const recipe: Recipe = { ...defaultRecipe, augmentation: 'none', units: 32, batchSize: 32, epochs: 1 };
let digits: DigitSet;
let pool: KernelPool;

beforeAll(async () => {
  pool = await startTestPool();
  digits = (await loadFewDigits(2000, 0)).train;
});

async function trained(steps: number, changes: Partial<typeof recipe> = {}) {
  const ownRecipe = { ...recipe, ...changes };
  const network = createNetwork(pool, ownRecipe, initialWeights(ownRecipe, ownRecipe.seed), ownRecipe);
  const trainer = createTrainer(network, digits, ownRecipe);
  const records = [];
  for (let step = 0; step < steps; step++) records.push(await trainer.trainStep());
  return { network, trainer, records };
}

describe('training', () => {
  test('learns real digits: the loss falls and most answers become right', async () => {
    const { network, records } = await trained(189, { epochs: 3 });
    expect(records[0].loss).toBeGreaterThan(2);
    expect(records[188].loss).toBeLessThan(1.2);
    const { accuracy, loss, confusion } = await evaluate(network, digits);
    expect(accuracy).toBeGreaterThan(0.6);
    expect(loss).toBeLessThan(1.2);
    const onDiagonal = confusion.reduce((sum, count, index) => sum + (index % 11 === 0 ? count : 0), 0);
    expect(onDiagonal / digits.count).toBe(accuracy);
  });

  test('of what shows no digit, learns to be sure of nothing, and counts the digits alone', async () => {
    const { records, network } = await trained(189, { epochs: 3, nonDigits: 0.3 });
    // Never more than the digits' own accuracy allows: the others have no right answer.
    expect(records[188].accuracy).toBeGreaterThan(0.5);
    const batch = {
      images: gatherImages(
        digits,
        Uint32Array.from({ length: 128 }, (_, at) => at),
      ),
      labels: new Uint8Array(128),
    };
    const { images, labels } = batch;
    replaceByNonDigits(images, labels, { nonDigits: 0.5, seed: 9 }, 999);
    const logits = await network.logits(images);
    const highest = (place: number) => {
      const own = logits.subarray(10 * place, 10 * place + 10);
      const most = Math.max(...own);
      return 1 / own.reduce((sum, logit) => sum + Math.exp(logit - most), 0);
    };
    const mean = (wanted: boolean) => {
      const places = [...labels.keys()].filter((place) => (labels[place] === flatTarget) === wanted);
      return places.reduce((sum, place) => sum + highest(place), 0) / places.length;
    };
    expect(mean(true)).toBeLessThan(0.75 * mean(false));
  });

  test('records the norm of all weights after the update, whatever the cell', async () => {
    for (const cell of ['lstm', 'gru', 'rnn', 'transformer'] as const) {
      const { records, network } = await trained(3, {
        cell,
        units: 20,
        layers: 2,
        optimizer: 'adamw',
        weightDecay: 0.1,
      });
      const norm = Math.hypot(...network.readWeights().flatMap(({ values }) => [...values]));
      expect(records[2].weightNorm).toBeCloseTo(norm, 5);
      expect(records[2].weightNorm).not.toBe(records[1].weightNorm);
    }
  });

  test('the same seed gives bit-identical weights, another seed others', async () => {
    const weightsAfter = async (seed: number) => (await trained(5, { seed })).network.readWeights();
    expect(await weightsAfter(3)).toEqual(await weightsAfter(3));
    expect(await weightsAfter(3)).not.toEqual(await weightsAfter(4));
  });

  test('learns from so many digits as the recipe says, and from all of them where it says 0 or more than there are', async () => {
    const few = { trainingDigits: 40, epochs: 2, augmentation: 'standard' } as const;
    const { trainer, records, network } = await trained(4, few);
    expect([trainer.stepsPerEpoch, trainer.totalSteps]).toEqual([2, 4]);
    expect(records.map(({ samples }) => samples)).toEqual([32, 8, 32, 8]);
    const picked = pickDigits(digits.count, 40, recipe.seed) ?? new Uint32Array();
    const same = createNetwork(pool, recipe, initialWeights(recipe, recipe.seed), recipe);
    const own = { count: 40, images: gatherImages(digits, picked), labels: gatherLabels(digits, picked) };
    const plain = { ...recipe, epochs: 2 };
    const apart = createTrainer(same, own, plain);
    const { network: together } = await trained(4, { ...few, augmentation: 'none' });
    for (let step = 0; step < 4; step++) await apart.trainStep();
    expect(together.readWeights()).toEqual(same.readWeights());
    expect(network.readWeights()).not.toEqual(same.readWeights());
    const all = (await trained(3)).network.readWeights();
    expect((await trained(3, { trainingDigits: digits.count + 1 })).network.readWeights()).toEqual(all);
  });

  test('resumes bit-identically from a saved state, whatever the cell and optimizer', async () => {
    for (const changes of [
      { cell: 'lstm', optimizer: 'adam', layers: 2 },
      { cell: 'gru', optimizer: 'sgd', augmentation: 'international' },
      { cell: 'rnn', optimizer: 'rmsprop', lossAt: 'randomStep', dropout: 0.3 },
      { cell: 'transformer', optimizer: 'adamw', weightDecay: 0.1 },
    ] as const) {
      const first = await trained(5, changes);
      first.trainer.setLearningRate(0.003);
      const [weights, optimizerState, state] = [
        first.network.readWeights(),
        first.network.readOptimizer(),
        first.trainer.state,
      ];
      const ownRecipe = { ...recipe, ...changes };
      const network = createNetwork(pool, ownRecipe, weights, { ...ownRecipe, optimizerState });
      const trainer = createTrainer(network, digits, ownRecipe, { from: state });
      for (let step = 0; step < 4; step++) expect(await trainer.trainStep()).toEqual(await first.trainer.trainStep());
      expect(network.readWeights()).toEqual(first.network.readWeights());
      expect(network.readOptimizer()).toEqual(first.network.readOptimizer());
    }
  });

  test('augmented training is repeatable and differs from plain training', async () => {
    const weightsAfter = async (augmentation: Recipe['augmentation']) =>
      (await trained(5, { augmentation })).network.readWeights();
    const standard = await weightsAfter('standard');
    expect(await weightsAfter('standard')).toEqual(standard);
    expect(await weightsAfter('none')).not.toEqual(standard);
  });

  test("feeds the network each step's augmented digits, also those prepared during the previous step", async () => {
    const ownRecipe: Recipe = { ...recipe, augmentation: 'international' };
    const few = sliceDigits(digits, 0, 40);
    const network = createNetwork(pool, ownRecipe, initialWeights(ownRecipe, 1), ownRecipe);
    const seen = vi.spyOn(network, 'train');
    const trainer = createTrainer(network, few, ownRecipe);
    const batchAt = createBatchOrder(40, 32, ownRecipe.seed);
    for (let step = 0; step < 5; step++) {
      await trainer.trainStep();
      const indices = batchAt(step);
      const [images, labels] = [gatherImages(few, indices), gatherLabels(few, indices)];
      const epoch = Math.floor(step / 2);
      augment(images, labels, indices, { kind: 'international', seed: ownRecipe.seed, epoch, count: 40 });
      expect(seen.mock.calls[step][0]).toEqual({ images, labels });
    }
  });

  test("RMSprop's first step moves all weights alike, however small their gradients; older runs keep their epsilon", async () => {
    const ownRecipe: Recipe = {
      ...recipe,
      optimizer: 'rmsprop',
      schedule: 'constant',
      learningRate: 1e-3,
      clipNorm: 0,
    };
    const before = initialWeights(ownRecipe, ownRecipe.seed);
    const shareMoved = async (from?: TrainerState) => {
      const network = createNetwork(pool, ownRecipe, before, ownRecipe);
      await createTrainer(network, digits, ownRecipe, { from }).trainStep();
      const moves = network.readWeights().flatMap(({ values }, array) => {
        return Array.from(values, (value, index) => Math.abs(value - before[array].values[index]));
      });
      // With s = g² / 10 each step is the learning rate times √10. Weights of always-blank pixels have no gradient.
      const moving = moves.filter((move) => move > 0);
      return moving.filter((move) => move > 0.9 * 1e-3 * Math.sqrt(10)).length / moving.length;
    };
    expect(await shareMoved()).toBeGreaterThan(0.95);
    const earlier = { step: 0, rate: { cycle: 0, scale: 1 }, epsilonPlace: 'withinRoot' } as const;
    expect(await shareMoved(earlier)).toBeLessThan(0.5);
  });

  test('ends an epoch with a smaller batch', async () => {
    const { trainer, records } = await trained(63);
    expect(trainer.stepsPerEpoch).toBe(63);
    expect(records.map(({ samples }) => samples)).toEqual([...new Array<number>(62).fill(32), 16]);
  });

  test('an exploded loss is a clear error and leaves the weights unchanged', async () => {
    const { network, trainer } = await trained(1, { learningRate: 1e38, schedule: 'constant', clipNorm: 0 });
    const before = network.readWeights();
    await expect(trainer.trainStep()).rejects.toThrow('The gradients exploded at step 2.');
    expect(network.readWeights()).toEqual(before);
    expect(trainer.step).toBe(1);
  });
});
