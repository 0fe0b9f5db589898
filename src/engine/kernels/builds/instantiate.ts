/** Instantiates a build of the kernels on a memory. */

import type { KernelBuild } from '../../../domain/kernel-builds.ts';
import type { KernelExports } from './exports.ts';

/** A compiled build that this machine can run. */
export type LoadedKernels = {
  readonly build: KernelBuild;
  readonly module: WebAssembly.Module;
  /** Whether V8 is known to pair its vectors under this process's flags. */
  readonly paired: boolean;
};

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as KernelExports;
}
