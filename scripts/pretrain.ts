/**
 * `npm run pretrain [-- --seed 2 --out DIR]`: trains the model that the app starts with, from MNIST's training digits and a
 * fixed seed, and puts it into resources/pretrained, with the commit that it was made by. Nothing is replaced by a model that
 * is not good enough. The recipe was chosen on the digits held back (docs/model.md); the test digits only confirm it.
 */

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from './build-if-stale.ts';
import { root, runNode } from './run.ts';
import { shipModel } from './shipped-model.ts';

const network = ['--cell', 'lstm', '--units', '128', '--layers', '2'];
const training = ['--epochs', '18', '--augmentation', 'international', '--hold-back', '5000'];
const leastTestAccuracy = 0.994;

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, out: { type: 'string' } } });

async function train(folder: string): Promise<void> {
  const recipe = [...network, ...training, '--seed', values.seed];
  const code = await runNode(join(root, 'out', 'main', 'cli.js'), ['train', ...recipe, '--out', folder]);
  if (code !== 0) throw new Error('Training ended early: the model is left as it was.');
}

await buildIfStale();
if (values.out === undefined) {
  await shipModel('pretrained', 4_000_000, train, ({ testAccuracy }) => {
    const accuracy = Number(testAccuracy ?? 0);
    if (accuracy >= leastTestAccuracy) return;
    throw new Error(`A test accuracy of ${accuracy} is less than ${leastTestAccuracy}: the model is left as it was.`);
  });
} else {
  await train(values.out);
}
