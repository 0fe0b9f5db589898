/** Frees the memory of networks that nobody holds any more. */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | null = null;

/**
 * V8 does not count shared WebAssembly memory as its own, so that it sees no reason to look for it: hundreds of megabytes
 * would stay after every restart of a wide network. It offers no other way to be told than this flag.
 */
export function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}

/** Once whoever holds the network still has let go of it; the process does not stay alive for it. */
export function collectGarbageSoon(): void {
  setTimeout(collectGarbage, 100).unref();
}
