/**
 * `npm run pretrain:small`: trains the small network that the Lab shows on a click, on MNIST's training digits from a
 * fixed seed, and puts it into resources/pretrained-small as a file that the app opens. One that is not good enough
 * replaces nothing. Takes minutes.
 */

import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from './build-if-stale.ts';
import { root, runNode } from './run.ts';

const options = ['--units', '24', '--epochs', '5', '--hold-back', '5000', '--seed', '1', '--threads', '2'];
const leastTestAccuracy = 0.965;
const mostBytes = 100_000;

const cli = join(root, 'out', 'main', 'cli.js');
const destination = join(root, 'resources', 'pretrained-small', 'lstm-24.gatescope');

async function run(...args: string[]): Promise<void> {
  if ((await runNode(cli, args)) !== 0) throw new Error(`${args[0]} ended early: the network stays as it was.`);
}

await buildIfStale();
const folder = await mkdtemp(join(tmpdir(), 'gatescope-pretrain-'));
try {
  const model = join(folder, 'model');
  await run('train', ...options, '--out', model);
  const { testAccuracy } = JSON.parse(await readFile(join(model, 'metadata.json'), 'utf8')) as { testAccuracy: number };
  if (!(testAccuracy >= leastTestAccuracy)) {
    throw new Error(
      `A test accuracy of ${testAccuracy} is less than ${leastTestAccuracy}: the network stays as it was.`,
    );
  }
  const file = join(folder, 'lstm-24.gatescope');
  await run('export', model, '--out', file);
  const { size } = await stat(file);
  if (size > mostBytes) throw new Error(`${size} bytes are more than ${mostBytes}: the network stays as it was.`);
  await run('export', model, '--out', destination);
} finally {
  await rm(folder, { recursive: true });
}
