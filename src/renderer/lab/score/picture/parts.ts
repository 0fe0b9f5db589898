/** The drawn parts of a score's picture, as opposed to embedded ones: marks, bars and legends. */

import type { Trace } from '../../../../protocol/trace.ts';
import { areaAverage } from '../tiles/area-average.ts';
import { barShare, type DecadeScale } from '../tiles/gradient-strip.ts';
import { strongCell } from '../tiles/probability-strip.ts';
import { groupLetter } from '../groups/group-words.ts';
import type { UnitGroup } from '../groups/unit-groups.ts';
import { classesOf, leadingDigit } from '../reading/trace-reading.ts';
import { maxLines } from './layout.ts';
import { element, type Svg } from '../../../ui/export/svg.ts';

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Width of a letter with its surroundings. */
const letterWidth = 9;

/** A bracket with a letter over each group of similar units, as on the screen. @param box of the tile under it */
export function groupBrackets(
  groups: readonly UnitGroup[],
  columns: number,
  { x, y, width }: Omit<Box, 'height'>,
  colour: string,
): Svg[] {
  return groups.flatMap(({ from, units }, index) => {
    const [left, right] = [from, from + units.length].map((column) => x + (column / columns) * width);
    const line = { fill: 'none', stroke: colour };
    const bracket = element('path', { ...line, d: `M${left + 0.5} ${y - 2}v-3H${right - 0.5}v3` });
    if (right - left < letterWidth) return [bracket];
    const place = { x: (left + right) / 2, y: y - 7, 'font-size': 9, 'text-anchor': 'middle', fill: colour };
    return [bracket, element('text', place, groupLetter(index))];
  });
}

/** A dot on the leading digit of each step; none where they do not fit beneath one another. */
export function probabilityMarks(trace: Trace, { x, y, width, height }: Box, onStrong: string, onWeak: string): Svg[] {
  const { probabilities, steps, firstStep } = trace;
  const digits = classesOf(trace);
  const line = height / steps;
  const column = width / digits;
  if (line < 5 || column < 5) return [];
  return Array.from({ length: steps - firstStep }, (_, index) => firstStep + index).flatMap((row) => {
    const digit = leadingDigit(probabilities, digits, row);
    if (digit === null) return [];
    const fill = probabilities[row * digits + digit] >= strongCell ? onStrong : onWeak;
    const centre = { cx: x + (digit + 0.5) * column, cy: y + (row + 0.5) * line };
    return [element('circle', { ...centre, r: Math.min(column, line) * 0.2, fill })];
  });
}

/** One bar per step, on the screen's scale. */
export function gradientBars(
  norms: Float32Array,
  scale: DecadeScale,
  { x, y, width, height }: Box,
  fill: string,
): Svg[] {
  const { cells, rows } = areaAverage(norms, { rows: norms.length, columns: 1 }, { rows: maxLines, columns: 1 });
  const line = height / rows;
  const space = line < 4 ? 0 : line / 6;
  return Array.from(cells, (norm, row) => ({ length: barShare(norm, scale) * width, row }))
    .filter(({ length }) => length > 0)
    .map(({ length, row }) =>
      element('rect', { x, y: y + row * line + space, width: length, height: line - 2 * space, fill }),
    );
}

/** The running sum of {@link gradientBars}, as the screen's line. */
export function gradientLine(
  norms: Float32Array,
  scale: DecadeScale,
  { x, y, width, height }: Box,
  stroke: string,
): Svg[] {
  const { cells, rows } = areaAverage(norms, { rows: norms.length, columns: 1 }, { rows: maxLines, columns: 1 });
  const line = height / rows;
  const points = Array.from(cells, (norm, row) => ({ at: x + barShare(norm, scale) * width, row, norm }))
    .filter(({ norm }) => norm > 0)
    .flatMap(({ at, row }) => [`${at},${y + row * line}`, `${at},${y + (row + 1) * line}`]);
  return [element('polyline', { points: points.join(' '), fill: 'none', stroke, 'stroke-width': 1.5 })];
}

const rampWidth = 64;
const rampSamples = 128;

/**
 * A colour scale with its numbers and symbols.
 * @param encode makes a picture of the values along it
 * @returns also its width, including the gap to the next one
 */
export function legend(
  of: {
    readonly x: number;
    readonly y: number;
    readonly from: number;
    readonly to: number;
    readonly symbols: string;
    readonly serif: string;
    readonly muted: string;
  },
  encode: (ramp: Float32Array) => string,
): { parts: Svg[]; width: number } {
  const { x, y, from, to, symbols, serif, muted } = of;
  const low = from < 0 ? `−${-from}` : String(from);
  const ramp = Float32Array.from({ length: rampSamples }, (_, i) => from + ((to - from) * i) / (rampSamples - 1));
  const left = x + 7 * low.length + 5;
  const right = left + rampWidth + 5;
  const small = { y: y + 9, 'font-size': 11, fill: muted };
  const parts = [
    element('text', { x: x + 7 * low.length, ...small, 'text-anchor': 'end' }, low),
    element('image', {
      ...{ x: left, y: y + 1, width: rampWidth, height: 8, preserveAspectRatio: 'none' },
      href: encode(ramp),
    }),
    element('text', { x: right, ...small }, [
      element('tspan', {}, String(to)),
      element('tspan', { dx: 6, 'font-family': serif, 'font-size': 13, 'font-style': 'italic' }, symbols),
    ]),
  ];
  return { parts, width: right - x + 7 * String(to).length + 9 * symbols.length + 26 };
}
