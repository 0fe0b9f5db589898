/** Enlarges and shrinks pictures by exact area averaging: a target pixel is the mean of the source under it. */

import type { Bounds } from './pieces.ts';

/** [height × width] numbers, row by row. */
type Raster = { readonly width: number; readonly values: ArrayLike<number> };

/** A part of a picture in target pixels; the means are not rounded. */
export type Resampled = { readonly width: number; readonly height: number; readonly means: Float64Array };

/**
 * Scales the part of `source` within `bounds`. Both axes have the same scale; if a side is not whole, the part is
 * centred in the next larger one, and the outside counts as 0.
 *
 * @param scale source pixels per target pixel, > 0; below 1 it enlarges
 */
export function resample({ width, values }: Raster, { left, top, right, bottom }: Bounds, scale: number): Resampled {
  const columns = spans(right - left, scale);
  const rows = spans(bottom - top, scale);

  const narrowed = new Float64Array((bottom - top) * columns.length);
  for (let y = 0; y < bottom - top; y++) {
    const line = (top + y) * width + left;
    for (const [column, { start, weights }] of columns.entries()) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k] * values[line + start + k];
      narrowed[y * columns.length + column] = sum;
    }
  }

  const means = new Float64Array(rows.length * columns.length);
  for (const [row, { start, weights }] of rows.entries()) {
    for (let column = 0; column < columns.length; column++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k] * narrowed[(start + k) * columns.length + column];
      means[row * columns.length + column] = sum;
    }
  }
  return { width: columns.length, height: rows.length, means };
}

/** The source under one target pixel: from pixel `start`, each with its share of the target's area. */
type Span = { readonly start: number; readonly weights: readonly number[] };

/** Cuts `length` source pixels into target pixels that are `scale` source pixels wide each. */
function spans(length: number, scale: number): Span[] {
  // The tolerance prevents a quotient such as 19.999999999999996 + ulp from adding an empty target pixel.
  const count = Math.max(1, Math.ceil(length / scale - 1e-9));
  const offset = (count * scale - length) / 2;
  return Array.from({ length: count }, (_, target) => {
    const from = Math.max(0, target * scale - offset);
    const to = Math.min(length, (target + 1) * scale - offset);
    const start = Math.min(length - 1, Math.floor(from));
    const end = Math.max(start + 1, Math.ceil(to));
    const weights = Array.from({ length: Math.min(end, length) - start }, (_, k) => {
      const overlap = Math.min(to, start + k + 1) - Math.max(from, start + k);
      return Math.max(0, overlap) / scale;
    });
    return { start, weights };
  });
}
