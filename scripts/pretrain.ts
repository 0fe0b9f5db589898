/**
 * `npm run pretrain`: trains the model that the app starts with, from the real digits and a fixed seed, and puts it into
 * resources/pretrained, with the commit that it was made by. Nothing is replaced by a model that is not good enough.
 */

import { join } from 'node:path';
import { buildIfStale } from './build-if-stale.ts';
import { root, runNode } from './run.ts';
import { shipModel } from './shipped-model.ts';

const recipe = ['--units', '128', '--epochs', '10', '--seed', '1'];
const leastTestAccuracy = 0.985;

await buildIfStale();
await shipModel(
  'pretrained',
  4_000_000,
  async (folder) => {
    const code = await runNode(join(root, 'out', 'main', 'cli.js'), ['train', ...recipe, '--out', folder]);
    if (code !== 0) throw new Error('Training ended early: the model is left as it was.');
  },
  ({ testAccuracy }) => {
    const accuracy = Number(testAccuracy ?? 0);
    if (accuracy >= leastTestAccuracy) return;
    throw new Error(`A test accuracy of ${accuracy} is less than ${leastTestAccuracy}: the model is left as it was.`);
  },
);
