/**
 * Long computations are generators that yield wherever they may be interrupted (after each row of each layer). They run
 * either at once, or cooperatively, so that a message never waits for a whole training step.
 */

export type Interruptible<Result> = Generator<undefined, Result>;

/** Lets waiting messages be handled if the last time was long enough ago. */
export type Breathe = () => Promise<void> | undefined;

/**
 * @param sliceMs the longest stretch of work between two breaths, in milliseconds, plus the work between two yields
 * @returns one breather, to be shared by everything that runs on this thread
 */
export function createBreather(sliceMs = 12): Breathe {
  let lastBreath = performance.now();
  return () => {
    if (performance.now() - lastBreath < sliceMs) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        lastBreath = performance.now();
        resolve();
      });
    });
  };
}

export function runAtOnce<Result>(work: Interruptible<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** @throws the signal's reason once it is aborted */
export async function runCooperatively<Result>(
  work: Interruptible<Result>,
  breathe: Breathe,
  signal?: AbortSignal,
): Promise<Result> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await breathe();
    signal?.throwIfAborted();
  }
}

/** Does a piece of work once everything that waits now has had its turn: orders to threads are then on their way. */
export async function onceIdle<Result>(work: () => Result): Promise<Result> {
  await new Promise((resolve) => setImmediate(resolve));
  return work();
}

/** Does nothing for so long, or until the signal is aborted. */
export function rest(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake);
  });
}

/** Runs one piece of asynchronous work after the other, in the order of the calls. */
export function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return function enqueue<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
