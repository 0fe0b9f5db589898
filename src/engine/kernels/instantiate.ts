/** A build of the kernels, ready to run on some memory. */

import type { KernelBuild } from './builds.ts';
import type { KernelExports } from './exports.ts';

/** A build that this machine can run, compiled. */
export type LoadedKernels = {
  readonly build: KernelBuild;
  /** Whether V8 was told to pair neighbouring vectors of 128 bits into one of 256. */
  readonly paired: boolean;
  readonly module: WebAssembly.Module;
};

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as KernelExports;
}

/** How a build is called in a run's record and in the About panel, e.g. `relaxed-6x4-paired`. */
export function kernelName({ build, paired }: Pick<LoadedKernels, 'build' | 'paired'>): string {
  return paired ? `${build.name}-paired` : build.name;
}
