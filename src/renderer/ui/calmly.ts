/** For reduced motion: of frequent values at most one a second is passed on, the newest. */

export const calmMs = 1000;

export type Calm<Value> = {
  readonly receive: (next: Value) => void;
  /** Drops the waiting value: something newer came another way. */
  readonly forget: () => void;
};

/** @param isCalm checked for each value; while false, each is passed on at once */
export function calmly<Value>(pass: (next: Value) => void, isCalm: () => boolean): Calm<Value> {
  let waiting: ReturnType<typeof setTimeout> | null = null;
  let passedAt = -calmMs;

  function forget(): void {
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
  }

  function passNow(next: Value): void {
    waiting = null;
    passedAt = performance.now();
    pass(next);
  }

  return {
    receive: (next) => {
      forget();
      const rest = isCalm() ? passedAt + calmMs - performance.now() : 0;
      if (rest > 0) waiting = setTimeout(passNow, rest, next);
      else passNow(next);
    },
    forget,
  };
}
