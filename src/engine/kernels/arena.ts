/** Bump allocator for a network's memory. */

import { lineBytes } from './recurrent/shape.ts';

/** The kernels keep their constants below this address; address 0 means "none". */
const reservedBytes = 4096;

/** `take` returns a cache-line-aligned address for so many bytes; `end` is the address after the last. */
export function createArena() {
  let end = reservedBytes;
  return {
    take: (bytes: number): number => {
      const address = end;
      end += Math.ceil(bytes / lineBytes) * lineBytes;
      return address;
    },
    get end(): number {
      return end;
    },
  };
}
