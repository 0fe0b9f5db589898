/**
 * `npm run pretrain`: trains the model that the app starts with, from the real digits and a fixed seed, and puts it into
 * resources/pretrained, with the commit that it was made by. Nothing is replaced by a model that is not good enough.
 */

import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from './build-if-stale.ts';
import { root, runNode } from './run.ts';

const recipe = ['--units', '128', '--epochs', '10', '--seed', '1'];
const leastTestAccuracy = 0.985;
const mostBytes = 4_000_000;
const destination = join(root, 'resources', 'pretrained');

async function pretrain(folder: string): Promise<void> {
  const code = await runNode(join(root, 'out', 'main', 'cli.js'), ['train', ...recipe, '--out', folder]);
  if (code !== 0) throw new Error('Training ended early: the model is left as it was.');
  await checkAndSign(folder);
  await rm(destination, { recursive: true, force: true });
  await cp(folder, destination, { recursive: true });
  console.log(`The app now starts with this model: ${destination}`);
}

/** @throws Error where the model is not good or not small enough */
async function checkAndSign(folder: string): Promise<void> {
  const path = join(folder, 'metadata.json');
  const metadata = JSON.parse(await readFile(path, 'utf8')) as { testAccuracy: number | null };
  const accuracy = metadata.testAccuracy ?? 0;
  if (accuracy < leastTestAccuracy) {
    throw new Error(`A test accuracy of ${accuracy} is less than ${leastTestAccuracy}: the model is left as it was.`);
  }
  await writeFile(path, `${JSON.stringify({ ...metadata, commit: presentCommit() }, null, 2)}\n`);
  const bytes = await sizeOf(folder);
  if (bytes > mostBytes) throw new Error(`${bytes} bytes are more than ${mostBytes}: the model is left as it was.`);
}

function presentCommit(): string {
  return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const folder = await mkdtemp(join(tmpdir(), 'gatescope-pretrain-'));
try {
  await buildIfStale();
  await pretrain(folder);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true });
}
