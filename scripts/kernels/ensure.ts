/** Compiles the kernels when one of their sources is newer; also the set-up of the unit tests. */

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { kernelBuilds } from '../../src/domain/kernel-builds.ts';
import { root } from '../run.ts';

/** Where the app and the tests look for them. */
export const kernelDirectory = join(root, 'out/kernels');

const sourceFolders = ['src/engine/kernels/assembly', 'scripts/kernels'];
const sourceFiles = ['src/domain/kernel-builds.ts', 'package-lock.json'];

export async function setup(): Promise<void> {
  if (!isStale()) return;
  // The compiler takes seconds to load.
  const { buildKernels } = await import('./build.ts');
  await buildKernels(kernelDirectory);
}

function isStale(): boolean {
  const files = sourceFolders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => !file.endsWith('.test.ts'))
      .map((file) => join(folder, file)),
  );
  const newest = Math.max(...[...files, ...sourceFiles].map((file) => statSync(join(root, file)).mtimeMs));
  return kernelBuilds.some(({ name }) => {
    const binary = statSync(join(kernelDirectory, `${name}.wasm`), { throwIfNoEntry: false });
    return !binary || binary.mtimeMs < newest;
  });
}
