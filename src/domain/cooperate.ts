/**
 * Long computations are generators that yield wherever they may be interrupted (after each row of each layer). They run
 * either at once, or cooperatively, so that a message never waits for a whole training step.
 */

export type Interruptible<Result> = Generator<undefined, Result>;

/** Lets waiting messages be handled if the last time was long enough ago. */
export type Breathe = () => Promise<void> | undefined;

/**
 * @param sliceMs longest work between two breaths in milliseconds, plus the work between two yields
 * @returns a breather to be shared by everything on this thread
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

/** Runs the work to its end without a pause. */
export function runAtOnce<Result>(work: Interruptible<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Runs the work with pauses to breathe. @throws the signal's reason once aborted */
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

/** Runs the work once everything now waiting has had its turn, so that jobs for threads have been sent. */
export async function onceIdle<Result>(work: () => Result): Promise<Result> {
  await new Promise((resolve) => setImmediate(resolve));
  return work();
}

/** Waits this long, or until the signal is aborted. */
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

/** Runs asynchronous work one after the other, in the order of calls. */
export function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return function enqueue<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
