/** Merges a stream of changes into messages no faster than they can be drawn. */

export type Merger = {
  /** Something changed: emit now, or at the end of the interval. */
  readonly changed: () => void;
  /** Emit pending changes now. */
  readonly flush: () => void;
  /** Sets the interval; pending changes wait for the new one at most. */
  readonly setInterval: (intervalMs: number) => void;
};

/** @param intervalMs minimum time between two calls of `emit` */
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
