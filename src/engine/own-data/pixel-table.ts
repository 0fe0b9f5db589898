/** Images as many have them: a text of one image a line, `label,pixel,pixel,…`, with or without a line of titles. Pure. */

import type { IdxArray } from '../data/idx.ts';

export type PixelTable = { readonly images: IdxArray; readonly labels: IdxArray };

/** Where a line is no image; it counts from 1. */
export class PixelTableError extends Error {
  override readonly name = 'PixelTableError';
  readonly line: number;

  constructor(line: number) {
    super(`has no label and pixels in line ${line}`);
    this.line = line;
  }
}

/** No line of titles is longer: 256×256 pixels. So much of a file tells whether it is a table. */
export const mostTitleBytes = 2 ** 20;
/** Fewer pixels are no image, and a text of names may have commas. */
const leastSide = 4;

const [comma, newline, carriageReturn, zero, nine] = [0x2c, 0x0a, 0x0d, 0x30, 0x39];

/** @returns pixels of a side, or null where the first line has not as many fields as a square image and its label */
function sideOf(firstLine: string): number | null {
  const side = Math.sqrt(firstLine.split(',').length - 1);
  return Number.isInteger(side) && side >= leastSide ? side : null;
}

function firstLineOf(bytes: Uint8Array): string {
  const end = bytes.subarray(0, mostTitleBytes).indexOf(newline);
  return end < 0 ? '' : new TextDecoder().decode(bytes.subarray(0, end)).trim();
}

export function looksLikePixelTable(bytes: Uint8Array): boolean {
  return sideOf(firstLineOf(bytes)) !== null;
}

/** @returns null where the bytes are no such text @throws PixelTableError */
export function parsePixelTable(bytes: Uint8Array): PixelTable | null {
  const first = firstLineOf(bytes);
  const side = sideOf(first);
  if (side === null) return null;
  const hasTitles = /[^\d,\s]/.test(first);
  const fields = side * side + 1;
  const lines = bytes.reduce((count, byte) => (byte === newline ? count + 1 : count), bytes.at(-1) === newline ? 0 : 1);
  const values = new Uint8Array(lines * fields);
  let at = hasTitles ? bytes.indexOf(newline) + 1 : 0;
  let count = 0;
  while (at < bytes.length) {
    const line = count + (hasTitles ? 2 : 1);
    for (let field = 0; field < fields; field++) {
      let value = 0;
      const start = at;
      for (; bytes[at] >= zero && bytes[at] <= nine; at++) value = value * 10 + bytes[at] - zero;
      if (at === start || at - start > 3 || value > 255) throw new PixelTableError(line);
      values[count * fields + field] = value;
      if (field < fields - 1 && bytes[at++] !== comma) throw new PixelTableError(line);
    }
    if (bytes[at] === carriageReturn) at++;
    if (at < bytes.length && bytes[at++] !== newline) throw new PixelTableError(line);
    count++;
  }
  const pixels = new Uint8Array(count * (fields - 1));
  for (let row = 0; row < count; row++) {
    pixels.set(values.subarray(row * fields + 1, (row + 1) * fields), row * (fields - 1));
  }
  const labels = Uint8Array.from({ length: count }, (_, row) => values[row * fields]);
  return { images: { shape: [count, side, side], values: pixels }, labels: { shape: [count], values: labels } };
}
