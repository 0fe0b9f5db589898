/** Gatescope: an LSTM through the engine as in the app, other cells through the kernels alone. */

import { gateCountOf } from '../../../domain/cells.ts';
import { startComputing } from '../../../engine/kernels/backend.ts';
import { batchesPerEpoch } from '../../../engine/data/batches.ts';
import type { Mnist } from '../../../domain/digit-set.ts';
import { pixelCount, rowLength, rows } from '../../../domain/sequence.ts';
import { gatherImages, gatherLabels } from '../../../domain/digit-set.ts';
import { createKernelNetwork } from '../../../engine/kernels/recurrent/kernel-network.ts';
import type { KernelPool } from '../../../engine/kernels/threads/pool.ts';
import { defaultRecipe } from '../../../domain/recipe/config.ts';
import { digitClasses } from '../../../domain/recipe/network-fields.ts';
import { initialWeights } from '../../../engine/models/initial-weights.ts';
import { createNetwork } from '../../../engine/models/create-network.ts';
import { softmax } from '../../../engine/models/readout.ts';
import { randomStream } from '../../../domain/random.ts';
import { evaluate } from '../../../engine/training/evaluate.ts';
import { defaultStripSettings, stripBatchSize } from '../../../domain/strips/strip-settings.ts';
import { createStripNetwork, initialStripWeights } from '../../../engine/strips/strip-network.ts';
import { batchesOf } from '../../../engine/strips/train-strips.ts';
import { createTrainer } from '../../../engine/training/trainer.ts';
import type { Recipe } from '../../../domain/recipe/recipe.ts';
import type { Order, StripTask, Task } from '../messages.ts';
import { createBatches } from './batches.ts';
import type { Contestant, Prepared, PreparedStrips } from './contestant.ts';

/** Adam at a constant rate. */
const plainUpdate = {
  optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  ...{ learningRate: 1e-3, clipNorm: 1 },
} as const;

/** @throws Error where no kernels run here */
export async function createContestant({ choice, ...folders }: Order): Promise<Contestant> {
  const runtime = `Node ${process.versions.node}`;
  const assets = { ...folders, modelDirectory: '', generatorDirectory: '', runtime, choice };
  const pools = new Map<number, Promise<KernelPool>>();
  const poolOf = (threads: number) => {
    const pool = pools.get(threads) ?? startComputing({ ...assets, threads }).then((computing) => computing.pool);
    pools.set(threads, pool);
    return pool;
  };

  return {
    title: `Gatescope, ${runtime}, ${(await poolOf(1)).kernels.build.name}, ${choice.paired ? 'paired' : 'not paired'}`,
    prepare: async (task, digits) =>
      task.cell === 'lstm'
        ? prepareLstm(await poolOf(task.threads), task, digits)
        : prepareCell(await poolOf(task.threads), task, digits),
    prepareStrips: async (task, digits) => prepareStrips(await poolOf(task.threads), task, digits),
    peak: async (threads) => {
      const network = createCell(await poolOf(threads), {
        cell: 'rnn',
        units: 16,
        batch: 64 * threads,
        threads,
        seed: 1,
      });
      const rates = [await network.peak(), await network.peak(), await network.peak()];
      return Math.max(...rates) / 1e9;
    },
  };
}

function prepareLstm(pool: KernelPool, { units, batch, seed, ...task }: Task, { train, test }: Mnist): Prepared {
  const recipe: Recipe = { ...defaultRecipe, units, batchSize: batch, seed };
  const network = createNetwork(pool, recipe, initialWeights(recipe, seed), recipe);
  // There are far more steps than in a recipe's schedule, which stays at its end then.
  const trainer = createTrainer(network, train, recipe, {
    plannedSteps: recipe.epochs * batchesPerEpoch(train.count, batch),
  });
  const nextBatch = createBatches(train, { ...task, units, batch, seed });
  const digit = test.images.subarray(0, pixelCount);
  return {
    trainStep: async () => (await trainer.trainStep()).samples,
    async readBatch() {
      await network.logits(gatherImages(train, nextBatch()));
      return batch;
    },
    async readDigit() {
      softmax(await network.logits(digit), digitClasses);
    },
    traceDigit() {
      network.trace(digit, null);
      return Promise.resolve();
    },
    accuracy: async () => (await evaluate(network, test)).accuracy ?? 0,
    dispose: () => {
      network.dispose();
    },
  };
}

function prepareCell(pool: KernelPool, task: Task, { train, test }: Mnist): Prepared {
  const network = createCell(pool, task);
  const nextBatch = createBatches(train, task);
  const update = { ...plainUpdate, truncation: rows };
  return {
    async trainStep() {
      const indices = nextBatch();
      await network.train({ images: gatherImages(train, indices), labels: gatherLabels(train, indices) }, update);
      return indices.length;
    },
    async readBatch() {
      await network.logits(gatherImages(train, nextBatch()));
      return task.batch;
    },
    async readDigit() {
      softmax(await network.logits(test.images.subarray(0, pixelCount)), digitClasses);
    },
    dispose: () => {
      network.dispose();
    },
  };
}

function prepareStrips(pool: KernelPool, { model, units, seed }: StripTask, { train }: Mnist): PreparedStrips {
  const settings = { ...defaultStripSettings, ...(model && { model }), units, seed };
  const network = createStripNetwork(pool, settings, initialStripWeights(settings, seed));
  const batchAt = batchesOf(train, settings);
  // From here on strips are as long as they get.
  let step = settings.steps;
  let batch = batchAt(step);
  return {
    async trainStep() {
      const training = network.train(batch, { ...plainUpdate, truncation: batch.steps });
      // As in the app: the next batch is made while the threads compute.
      batch = batchAt(++step);
      await training;
      return stripBatchSize;
    },
    dispose: () => {
      network.dispose();
    },
  };
}

/** One layer of random weights and a readout. */
function createCell(pool: KernelPool, { cell, units, batch, seed }: Task) {
  const random = randomStream(seed, 'weights');
  const bound = 1 / Math.sqrt(units);
  const columns = gateCountOf(cell) * units;
  const sizes = [rowLength * columns, units * columns, columns, units * digitClasses, digitClasses];
  const arrays = sizes.map((length) => Float32Array.from({ length }, () => random.uniform(-bound, bound)));
  const shape = { cell, activation: 'tanh', steps: rows, inputSize: rowLength, units, layers: 1 } as const;
  return createKernelNetwork(pool, { ...shape, classes: digitClasses }, batch, arrays);
}
