/** A build of the kernels, ready to run on some memory. */

import type { KernelBuild } from '../../../domain/kernel-builds.ts';
import type { KernelExports } from './exports.ts';

/** A build that this machine can run, compiled. */
export type LoadedKernels = {
  readonly build: KernelBuild;
  readonly module: WebAssembly.Module;
  /** Whether V8 is known to pair their vectors, under the flags that this process was started with. */
  readonly paired: boolean;
};

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as KernelExports;
}
