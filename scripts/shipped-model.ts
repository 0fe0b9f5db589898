/** Common to the scripts that train the shipped models: a model is signed, checked and put into its place. */

import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './run.ts';

/**
 * Trains into a temporary folder, so that a model that is not good enough replaces nothing.
 * @param train throws where it did not finish
 * @param check throws where the model's metadata say that it is not good enough
 */
export async function shipModel(
  name: string,
  mostBytes: number,
  train: (folder: string) => Promise<void>,
  check: (metadata: Record<string, unknown>) => void,
): Promise<void> {
  const destination = join(root, 'resources', name);
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-pretrain-'));
  try {
    await train(folder);
    const path = join(folder, 'metadata.json');
    const metadata = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    check(metadata);
    await writeFile(path, `${JSON.stringify({ ...metadata, commit: presentCommit() }, null, 2)}\n`);
    const bytes = await sizeOf(folder);
    if (bytes > mostBytes) throw new Error(`${bytes} bytes are more than ${mostBytes}: the model stays as it was.`);
    await rm(destination, { recursive: true, force: true });
    await cp(folder, destination, { recursive: true });
    // A temporary folder is closed to others, and the window may run as another user.
    await chmod(destination, 0o755);
    console.log(`The app now starts with this model: ${destination}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function presentCommit(): string {
  return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
