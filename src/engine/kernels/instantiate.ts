/** A build of the kernels, ready to run on some memory. */

import { totalmem } from 'node:os';
import { GatescopeError } from '../../protocol/errors.ts';
import type { KernelBuild } from './builds.ts';
import type { KernelExports } from './exports.ts';

/** A build that this machine can run, compiled. */
export type LoadedKernels = {
  readonly build: KernelBuild;
  /** Whether V8 was told to pair neighbouring vectors of 128 bits into one of 256. */
  readonly paired: boolean;
  readonly module: WebAssembly.Module;
};

const pageBytes = 65_536;
/** What 32 bits address. */
const mostPages = 65_536;

/** Of the machine's memory, for one network; a restart holds three for a moment. */
const largestShare = 1 / 4;

/**
 * Memory that several threads can share.
 * @throws GatescopeError `memoryShort` where the machine has not enough: the system would grant it, and end the process later
 */
export function createMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / pageBytes);
  if (bytes > totalmem() * largestShare || pages > mostPages) throw memoryShort(bytes);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

function memoryShort(bytes: number): GatescopeError {
  const gigabytes = (bytes / 1e9).toFixed(1);
  const message = `This network needs ${gigabytes} GB of memory, too much for this machine. Choose fewer units, layers or digits in a batch.`;
  return new GatescopeError('memoryShort', message, { gigabytes });
}

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as KernelExports;
}

/** How a build is called in a run's record and in the About panel, e.g. `relaxed-6x4-paired`. */
export function kernelName({ build, paired }: Pick<LoadedKernels, 'build' | 'paired'>): string {
  return paired ? `${build.name}-paired` : build.name;
}
