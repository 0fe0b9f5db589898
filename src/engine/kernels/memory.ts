/** How much of the machine's memory networks may take: each for itself, and all together. */

import { GatescopeError } from '../../domain/errors.ts';
import { limits } from '../../domain/limits/limits.ts';
import { memoryBytes } from '../system/machine.ts';

const pageBytes = 65_536;
/** What 32 bits address. */
const addressablePages = 65_536;

/**
 * Memory that several threads can share.
 * @throws GatescopeError `memoryShort` where the machine has not enough: the system would grant it, and end the process later
 */
export function createMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / pageBytes);
  if (bytes > memoryBytes() * limits.maxNetworkMemoryShare || pages > addressablePages) throw memoryShort(bytes);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

/**
 * Counts what networks hold together. Memory counts from when it is attached: nobody has written to it before, so that the
 * system has not granted it yet.
 * @returns takes note of so many bytes, and returns what gives them back, to be called once
 * @throws GatescopeError `memoryShort`, from what is returned, where it would be too much
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
