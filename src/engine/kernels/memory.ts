/** Limits on the memory of networks: each on its own, and all together. */

import { GatescopeError } from '../../domain/errors.ts';
import { limits } from '../../domain/limits/limits.ts';
import { memoryBytes } from '../system/machine.ts';

const pageBytes = 65_536;
/** The 32-bit address space. */
const addressablePages = 65_536;

/**
 * Memory that several threads can share.
 * @throws GatescopeError `memoryShort` if the machine has too little: the system would grant it, then kill the process
 */
export function createMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / pageBytes);
  if (bytes > memoryBytes() * limits.maxNetworkMemoryShare || pages > addressablePages) throw memoryShort(bytes);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

/**
 * Tracks the total memory of all networks. Memory counts once attached: before, nobody has written to it, so the system
 * has not committed it.
 * @returns reserves bytes, and returns a function that releases them, to be called once
 * @throws GatescopeError `memoryShort`, from the returned function, if it would be too much
 */
export function createMemoryBudget(): (bytes: number) => () => void {
  let sum = 0;
  return (bytes) => {
    if (sum + bytes > memoryBytes() * limits.maxMemoryShare) throw memoryShort(bytes);
    sum += bytes;
    return () => {
      sum -= bytes;
    };
  };
}

function memoryShort(bytes: number): GatescopeError {
  const gigabytes = (bytes / 1e9).toFixed(1);
  const message = `This network needs ${gigabytes} GB of memory, too much for this machine. Choose fewer units, layers or digits in a batch.`;
  return new GatescopeError('memoryShort', message, { gigabytes });
}
