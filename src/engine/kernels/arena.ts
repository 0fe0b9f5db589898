/** Places in a network's memory, dealt out one after the other. */

import { lineBytes } from './recurrent/shape.ts';

/** Below this address the kernels keep their constants; address 0 stands for "none". */
const reservedBytes = 4096;

/** `take` gives the address of so many bytes, at the beginning of a line; `end` is the address behind the last ones. */
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
