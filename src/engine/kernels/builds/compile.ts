/** Compiles builds of the kernels. V8's flags are set when the process starts (choice/flags.ts), never here. */

import type { KernelBuild } from '../../../domain/kernel-builds.ts';
import { readOwnFile } from '../../system/files.ts';
import { join } from '../../system/paths.ts';
import type { LoadedKernels } from './instantiate.ts';

/**
 * @param directory of the compiled builds
 * @param paired whether V8 is known to pair vectors
 * @returns null if this V8 does not support the build's instructions
 * @throws Error if the file is missing
 */
export async function compileBuild(
  directory: string,
  build: KernelBuild,
  paired = false,
): Promise<LoadedKernels | null> {
  const bytes = await readOwnFile(join(directory, `${build.name}.wasm`));
  return WebAssembly.validate(bytes) ? { build, module: new WebAssembly.Module(bytes), paired } : null;
}
