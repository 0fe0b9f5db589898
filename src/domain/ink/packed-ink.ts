/** Strokes and 28×28 pixels in few bytes, without loss: strokes as differences from point to point, pixels with runs of blank ones. */

import { numberReader, numberWriter } from '../packed-text.ts';
import { pixelCount } from '../sequence.ts';
import { concatBytes } from '../bytes.ts';
import type { Stroke, StrokePoint } from './ink.ts';

/** Positions and widths of a drawing are multiples of 1/4 raster unit, a fortieth of one of MNIST's pixels. */
const perUnit = 4;

/** The nearest position or width that {@link packStrokes} can hold. */
export function onGrid(units: number): number {
  return Math.round(units * perUnit) / perUnit;
}

/**
 * Of each stroke: twice its number of points, plus 1 for one that erases; for each point how it differs from the one before in x, y
 * and width, of the first from 0. A width that stays takes no byte: it is part of x, whose number is doubled.
 * @param strokes on the grid, see {@link onGrid}
 */
export function packStrokes(strokes: readonly Stroke[]): Uint8Array {
  const out = numberWriter();
  for (const { points, erases } of strokes) {
    out.add(2 * points.length + (erases ? 1 : 0));
    let [x, y, width] = [0, 0, 0];
    for (const point of points) {
      const [nextX, nextY, nextWidth] = [point.x, point.y, point.width].map((units) => Math.round(units * perUnit));
      out.addSigned(2 * (nextX - x) + (nextWidth === width ? 0 : 1));
      out.addSigned(nextY - y);
      if (nextWidth !== width) out.addSigned(nextWidth - width);
      [x, y, width] = [nextX, nextY, nextWidth];
    }
  }
  return out.bytes();
}

/** @returns null for bytes that are no strokes; positions and widths may be any numbers */
export function unpackStrokes(bytes: Uint8Array): Stroke[] | null {
  const from = numberReader(bytes);
  const strokes: Stroke[] = [];
  while (from.left() > 0) {
    const head = from.next();
    const count = Math.floor(head / 2);
    // Each point takes two bytes or more.
    if (!(count <= from.left() / 2)) return null;
    const points: StrokePoint[] = [];
    let [x, y, width] = [0, 0, 0];
    for (let index = 0; index < count; index++) {
      const across = from.nextSigned();
      x += Math.floor(across / 2);
      y += from.nextSigned();
      if (across % 2 !== 0) width += from.nextSigned();
      points.push({ x: x / perUnit, y: y / perUnit, width: width / perUnit });
    }
    if (!points.every((point) => Number.isFinite(point.x + point.y + point.width))) return null;
    strokes.push({ points, erases: head % 2 === 1 });
  }
  return strokes;
}

/** The first byte of packed pixels. */
const plain = 0;
const inRuns = 1;
const longestRun = 256;

/** As they are, or with each run of blank pixels as a 0 and its length less 1, whichever is shorter. @param pixels [784] bytes */
export function packPixels(pixels: Uint8Array): Uint8Array {
  const runs: number[] = [inRuns];
  for (let at = 0; at < pixels.length; at++) {
    runs.push(pixels[at]);
    if (pixels[at] !== 0) continue;
    const end = pixels.subarray(at, at + longestRun).findIndex((value) => value !== 0);
    const length = end < 0 ? Math.min(longestRun, pixels.length - at) : end;
    runs.push(length - 1);
    at += length - 1;
  }
  return runs.length <= pixels.length ? Uint8Array.from(runs) : concatBytes([Uint8Array.of(plain), pixels]);
}

/** @returns [784] bytes; null for bytes that are no packed pixels */
export function unpackPixels(packed: Uint8Array): Uint8Array | null {
  const [form] = packed;
  if (form === plain) return packed.length === pixelCount + 1 ? packed.slice(1) : null;
  if (form !== inRuns) return null;
  const pixels = new Uint8Array(pixelCount);
  let place = 0;
  for (let at = 1; at < packed.length; at++) {
    if (place >= pixelCount) return null;
    if (packed[at] !== 0) pixels[place++] = packed[at];
    else if (++at < packed.length) place += packed[at] + 1;
    else return null;
  }
  return place === pixelCount ? pixels : null;
}
