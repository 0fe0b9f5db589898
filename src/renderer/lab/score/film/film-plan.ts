/** Which steps a film of the score shows, and for how long. Pure. */

import { limits } from '../../../../domain/limits/limits.ts';

/** Of a film, without its last frame, which stays so long that it can be read. */
const usualMs = 5000;
const lastMs = 2500;
const [shortestMs, longestMs] = [60, 250];

/**
 * The steps from `first` to `last`, which ends it; of too many every second, third or so.
 * @returns ascending
 */
export function filmFrames(first: number, last: number, most = limits.maxFilmFrames): readonly number[] {
  const stride = Math.ceil((last - first + 1) / most);
  const count = Math.floor((last - first) / stride) + 1;
  return Array.from({ length: count }, (_, index) => last - (count - 1 - index) * stride);
}

/** How long each of so many frames is shown, in milliseconds. */
export function filmDelays(count: number): readonly number[] {
  const each = Math.round(Math.min(longestMs, Math.max(shortestMs, usualMs / count)) / 10) * 10;
  return Array.from({ length: count }, (_, index) => (index === count - 1 ? lastMs : each));
}
