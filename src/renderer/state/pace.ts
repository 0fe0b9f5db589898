/** How fast a page may send a file: the browser host closes the connection of one that sends more. */

/** Half of the largest frame that the browser host takes. */
export const pieceBytes = 2 ** 19;

/** Half of what the browser host takes from a page in a second. */
const bytesPerSecond = 2 ** 24;

/** To be awaited after each piece, with its size in bytes. */
export type Pace = (bytes: number) => Promise<void>;

/**
 * One for all files of a page, which may be on their way at the same time. What a stall has held up is not sent faster later:
 * the host counts each second by itself.
 */
export function createPace(): Pace {
  /** When the next piece may go. */
  let due = performance.now();
  return async (bytes) => {
    const now = performance.now();
    due = Math.max(due + (bytes / bytesPerSecond) * 1_000, now);
    if (due > now) await new Promise((resolve) => setTimeout(resolve, due - now));
  };
}
