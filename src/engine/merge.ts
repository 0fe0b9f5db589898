/** Merges a stream of changes into messages no faster than they can be drawn. */

export type Merger = {
  /** Something has changed: tell now, or when the interval is over. */
  readonly changed: () => void;
  /** Tell now whatever has not been told. */
  readonly flush: () => void;
};

/** @param intervalMs the shortest time between two calls of `tell` */
export function createMerger(intervalMs: number, tell: () => void): Merger {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let pending = false;

  function flush(): void {
    if (!pending) return;
    pending = false;
    tell();
  }

  function changed(): void {
    pending = true;
    if (timer !== null) return;
    flush();
    timer = setTimeout(() => {
      timer = null;
      if (pending) changed();
    }, intervalMs);
  }

  return { changed, flush };
}
