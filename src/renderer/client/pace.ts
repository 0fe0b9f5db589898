/** How fast a page may send a file: the browser host closes the connection of one that sends more. */

/** Half of the largest frame that the browser host takes. */
export const pieceBytes = 2 ** 19;

/** Half of what the browser host takes from a page in a second. */
const bytesPerSecond = 2 ** 24;

/**
 * Milliseconds of sending that may go at once, before anything waits. A page that is hidden wakes from a wait once a second, later
 * once a minute: were there a wait after each piece, a data set would take a minute, or hours.
 */
const burst = 500;

/** To be awaited after each piece, with its size in bytes. */
export type Pace = (bytes: number) => Promise<void>;

/** In the desktop's window, where nobody counts: the next piece goes when the one before is answered. */
export const noPace: Pace = () => Promise.resolve();

/**
 * One for all files of a page, which may be on their way at the same time. What a stall has held up is not sent faster later:
 * the host counts each second by itself.
 */
export function createPace(): Pace {
  /** When what was sent is paid for. */
  let due = performance.now();
  return async (bytes) => {
    const now = performance.now();
    due = Math.max(due + (bytes / bytesPerSecond) * 1_000, now);
    if (due >= now + burst) await new Promise((resolve) => setTimeout(resolve, due - now));
  };
}
