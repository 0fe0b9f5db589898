/**
 * `npm run pretrain`: trains the model that the app starts with, on MNIST's training digits from a fixed seed, and puts
 * it into resources/pretrained, with the commit that made it. `-- --seed 2 --out DIR` only trains one, into a folder;
 * `-- --ship DIR` ships a model trained that way, the best of several seeds. A model that is not good enough replaces
 * nothing. The recipe was chosen on the held-back digits (docs/model.md); the test digits only confirm it.
 */

import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from './build-if-stale.ts';
import { root, runNode } from './run.ts';
import { shipModel } from './shipped-model.ts';

const network = ['--cell', 'lstm', '--units', '128', '--layers', '2'];
const training = [
  ...['--epochs', '28', '--augmentation', 'international', '--non-digits', '0.12'],
  ...['--hold-back', '5000'],
];
const leastTestAccuracy = 0.994;
const mostBytes = 4_000_000;

const { seed, threads, out, ship } = parseArgs({
  options: {
    seed: { type: 'string', default: '3' },
    threads: { type: 'string' },
    out: { type: 'string' },
    ship: { type: 'string' },
  },
}).values;

async function train(folder: string): Promise<void> {
  const code = await runNode(join(root, 'out', 'main', 'cli.js'), [
    ...['train', ...network, ...training],
    ...['--seed', seed, '--out', folder],
    ...(threads === undefined ? [] : ['--threads', threads]),
  ]);
  if (code !== 0) throw new Error('Training ended early: the model stays as it was.');
}

if (ship === undefined) await buildIfStale();
if (ship === undefined && out !== undefined) {
  await train(out);
} else {
  const make = ship === undefined ? train : (folder: string) => cp(ship, folder, { recursive: true });
  await shipModel('pretrained', mostBytes, make, ({ testAccuracy }) => {
    const accuracy = Number(testAccuracy ?? 0);
    if (accuracy >= leastTestAccuracy) return;
    throw new Error(`A test accuracy of ${accuracy} is less than ${leastTestAccuracy}: the model stays as it was.`);
  });
}
