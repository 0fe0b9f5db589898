/**
 * Images in a common text form: one image per line, `label,pixel,pixel,…`, with or without a title line, separated by
 * commas, semicolons or tabs. Pure.
 */

import type { IdxArray } from './idx.ts';
import { limits } from '../limits/limits.ts';

export type PixelTable = {
  readonly images: IdxArray;
  readonly labels: IdxArray;
  /** Whether the pixels were 0 to 1 in the text and were scaled to 0 to 255. */
  readonly areShares: boolean;
};

/** A line is not an image; lines count from 1. */
export class PixelTableError extends Error {
  override readonly name = 'PixelTableError';
  readonly line: number;

  constructor(line: number) {
    super(`has no label and pixels in line ${line}`);
    this.line = line;
  }
}

/** The first line does not have the columns of a label and a square image. */
export class ColumnsError extends Error {
  override readonly name = 'ColumnsError';
  readonly columns: number;
  /** There are as many as a square image has pixels: the labels are missing. */
  readonly hasNoLabel: boolean;

  constructor(columns: number) {
    super(`has ${columns} columns`);
    this.columns = columns;
    this.hasNoLabel = Number.isInteger(Math.sqrt(columns));
  }
}

const separators = [',', ';', '\t'] as const;
const [newline, carriageReturn, zero, nine] = [0x0a, 0x0d, 0x30, 0x39];

/** As NumPy and others write them. */
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

type Layout = { readonly separator: string; readonly columns: number; readonly hasTitles: boolean };

/** @returns null unless one of the first two lines is mostly numbers, as many as the smallest image has pixels */
function layoutOf(bytes: Uint8Array): Layout | null {
  const start = bytes.subarray(0, limits.maxTitlesBytes);
  if (!start.includes(newline)) return null;
  const lines = new TextDecoder().decode(start).split('\n', 2);
  const columnsWith = (separator: string) => lines[0].split(separator).length;
  const separator = separators.reduce((one, other) => (columnsWith(other) > columnsWith(one) ? other : one));
  const columns = columnsWith(separator);
  const numbersIn = (line: string) => line.split(separator).filter((field) => number.test(field.trim())).length;
  const isTable = columns >= limits.minTableSidePixels ** 2 && lines.some((line) => numbersIn(line) > columns / 2);
  return isTable ? { separator, columns, hasTitles: numbersIn(lines[0]) < columns } : null;
}

/** Also if its columns are wrong, which {@link parsePixelTable} reports. */
export function looksLikePixelTable(bytes: Uint8Array): boolean {
  return layoutOf(bytes) !== null;
}

/** @returns null if the bytes are not such a text @throws PixelTableError, ColumnsError */
export function parsePixelTable(bytes: Uint8Array): PixelTable | null {
  const layout = layoutOf(bytes);
  if (!layout) return null;
  const side = Math.sqrt(layout.columns - 1);
  if (!Number.isInteger(side)) throw new ColumnsError(layout.columns);
  const whole = numbersOf(bytes, layout, 1);
  const areShares = whole.highest > 0 && whole.highest <= 1;
  const { labels, pixels } = areShares ? numbersOf(bytes, layout, 255) : whole;
  const count = labels.length;
  return {
    images: { shape: [count, side, side], values: pixels },
    labels: { shape: [count], values: labels },
    areShares,
  };
}

/** @param scale of pixels @returns `highest`: the largest pixel before scaling and rounding @throws PixelTableError */
function numbersOf(bytes: Uint8Array, { separator, columns, hasTitles }: Layout, scale: number) {
  const lines = bytes.reduce((count, byte) => (byte === newline ? count + 1 : count), bytes.at(-1) === newline ? 0 : 1);
  const labels = new Uint8Array(lines);
  const pixels = new Uint8Array(lines * (columns - 1));
  const between = separator.charCodeAt(0);
  let at = hasTitles ? bytes.indexOf(newline) + 1 : 0;
  let [count, highest] = [0, 0];

  const isEnd = (byte: number | undefined) =>
    byte === between || byte === newline || byte === carriageReturn || byte === undefined;
  function nextNumber(): number {
    const start = at;
    let value = 0;
    for (; bytes[at] >= zero && bytes[at] <= nine; at++) value = value * 10 + bytes[at] - zero;
    if (at > start && isEnd(bytes[at])) return value;
    while (!isEnd(bytes[at])) at++;
    const field =
      at - start > limits.maxNumberCharacters ? '' : new TextDecoder().decode(bytes.subarray(start, at)).trim();
    return number.test(field) ? Number(field) : NaN;
  }

  while (at < bytes.length) {
    const line = count + (hasTitles ? 2 : 1);
    for (let column = 0; column < columns; column++) {
      const value = nextNumber();
      if (!(value >= 0 && value <= 255)) throw new PixelTableError(line);
      if (column > 0) {
        if (value > highest) highest = value;
        pixels[count * (columns - 1) + column - 1] = Math.round(value * scale);
      } else if (Number.isInteger(value)) labels[count] = value;
      else throw new PixelTableError(line);
      if (column < columns - 1 && bytes[at++] !== between) throw new PixelTableError(line);
    }
    if (bytes[at] === carriageReturn) at++;
    if (at < bytes.length && bytes[at++] !== newline) throw new PixelTableError(line);
    count++;
  }
  return { labels: labels.slice(0, count), pixels: pixels.slice(0, count * (columns - 1)), highest };
}
