/** Loads the forced kernel build, or else the one that suits this machine. */

import { buildNameOf, kernelBuilds } from '../../../domain/kernel-builds.ts';
import { runtimeVersion } from '../../system/machine.ts';
import { isRight } from './check-build.ts';
import { compileBuild } from './compile.ts';
import type { LoadedKernels } from './instantiate.ts';

/** Used if no trial was made: fastest first, as usually measured without paired vectors. */
const usualOrder = ['relaxed-6x2', 'relaxed-6x4', 'relaxed-8x2', 'relaxed-4x4', 'simd-6x2'];

export type Wishes = {
  /** Name of the only acceptable build: a run is reproduced bit for bit only by the build it ran on. */
  readonly forced?: string | undefined;
  /** Names of builds; the first that runs here is taken. */
  readonly preferred?: readonly string[];
  /** Whether V8 is known to pair vectors in this process. */
  readonly paired?: boolean | undefined;
};

/**
 * @param directory of the compiled builds
 * @throws Error if no build runs on this machine, or not the forced one
 */
export async function loadKernels(
  directory: string,
  { forced, preferred = [], paired = false }: Wishes = {},
): Promise<LoadedKernels> {
  if (forced !== undefined) return (await loadRight(directory, forced, paired)) ?? refuse(directory, forced);
  for (const name of [...preferred, ...usualOrder]) {
    const kernels = await loadRight(directory, name, paired);
    if (kernels) return kernels;
  }
  throw new Error(`The compute kernels do not run on this machine (${runtimeVersion()}). Use Node 20.19 or newer.`);
}

/** @returns null if there is no such build, or it computes wrong results here */
async function loadRight(directory: string, name: string, paired = false): Promise<LoadedKernels | null> {
  const build = kernelBuilds.find((known) => known.name === buildNameOf(name));
  const kernels = build ? await compileBuild(directory, build, paired) : null;
  return kernels && isRight(kernels) ? kernels : null;
}

async function refuse(directory: string, name: string): Promise<never> {
  const right = await Promise.all(kernelBuilds.map((build) => loadRight(directory, build.name)));
  const names = right.flatMap((kernels) => (kernels ? [kernels.build.name] : [])).join(', ');
  throw new Error(`Kernel build ${name} does not run on this machine. Choose one of: ${names}.`);
}
