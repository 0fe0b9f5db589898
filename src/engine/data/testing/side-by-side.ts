/** Places digits side by side in one picture, to test and measure segmentation. */

import type { Ink } from '../../../domain/ink/ink.ts';
import { around, type Bounds, piecesOf } from '../../../domain/ink/pieces.ts';

/**
 * @param gaps between neighbours' bounds, in heights of the taller one; one fewer than `digits`
 * @param sinks how far each is below the line, in heights of the tallest
 */
export function sideBySide(digits: readonly Ink[], gaps: readonly number[], sinks: readonly number[] = []): Ink {
  const cuts = digits.map((ink) => ({ ink, ...boundsOf(ink) }));
  const heights = cuts.map(({ top, bottom }) => bottom - top);
  const tallest = Math.max(...heights);
  const lefts = cuts.reduce<number[]>(
    (places, { left, right }, index) => {
      const gap = index < gaps.length ? gaps[index] * Math.max(heights[index], heights[index + 1]) : 0;
      const from = places.at(-1) ?? 0;
      return [...places, from + right - left + Math.round(gap)];
    },
    [0],
  );
  const width = lefts.at(-1) ?? 0;
  const height = 2 * tallest;
  const coverage = new Uint8Array(width * height);
  for (const [index, { ink, left, top, right, bottom }] of cuts.entries()) {
    const sink = Math.round((sinks[index] ?? 0) * tallest);
    for (let y = top; y < bottom; y++) {
      const row = ink.coverage.subarray(y * ink.width + left, y * ink.width + right);
      coverage.set(row, (y - top + tallest - (bottom - top) + sink) * width + lefts[index]);
    }
  }
  return { width, height, coverage };
}

function boundsOf(ink: Ink): Bounds {
  return around(piecesOf(ink).map(({ bounds }) => bounds));
}
