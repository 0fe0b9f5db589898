/** Merges a stream of changes into messages no faster than they can be drawn. */

export type Merger = {
  /** Something has changed: tell now, or when the interval is over. */
  readonly changed: () => void;
  /** Tell now whatever has not been told. */
  readonly flush: () => void;
  /** Another interval from now on; what waits for the end of the former one waits for this one at most. */
  readonly setInterval: (intervalMs: number) => void;
};

/** @param intervalMs the shortest time between two calls of `tell` */
export function createMerger(intervalMs: number, emit: () => void): Merger {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let pending = false;

  function flush(): void {
    if (!pending) return;
    pending = false;
    emit();
  }

  function rest(): void {
    timer = setTimeout(() => {
      timer = null;
      if (pending) changed();
    }, intervalMs);
  }

  function changed(): void {
    pending = true;
    if (timer !== null) return;
    flush();
    rest();
  }

  return {
    changed,
    flush,
    setInterval(nextMs) {
      intervalMs = nextMs;
      if (timer === null) return;
      clearTimeout(timer);
      rest();
    },
  };
}
