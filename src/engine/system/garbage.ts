/** Frees the memory of unreachable networks. */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | null = null;

/**
 * V8 does not count shared WebAssembly memory as its own, so it sees no reason to collect it: hundreds of megabytes
 * would remain after every restart of a wide network. This flag is the only way to tell it.
 */
export function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}

/** Later, once the network's last holder has released it; does not keep the process alive. */
export function collectGarbageSoon(): void {
  setTimeout(collectGarbage, 100).unref();
}
