/** The pace at which a page sends files; the browser host closes the connection of a faster one. */

import { limits } from '../../domain/limits/limits.ts';

/** Of any file, though pieces of a data set may be larger. */
export const pieceBytes = limits.maxModelPieceBytes;

/** Half of what the browser host accepts from a page in a second. */
const bytesPerSecond = limits.maxBytesPerSecond / 2;

/**
 * Milliseconds of sending that may go in one burst. A hidden page wakes from a wait once a second, later once a minute;
 * with a wait after each piece a data set would take a minute, or hours.
 */
const burst = 500;

/** Await after each piece, with its size in bytes. */
export type Pace = (bytes: number) => Promise<void>;

/** For the desktop window, which has no limit: the next piece goes when the one before is answered. */
export const noPace: Pace = () => Promise.resolve();

/**
 * One pace for all files of a page, which may be sent at the same time. A stall is not caught up, since the host counts
 * each second separately.
 */
export function createPace(): Pace {
  /** When the bytes sent so far are paid for. */
  let due = performance.now();
  return async (bytes) => {
    const now = performance.now();
    due = Math.max(due + (bytes / bytesPerSecond) * 1_000, now);
    if (due >= now + burst) await new Promise((resolve) => setTimeout(resolve, due - now));
  };
}
