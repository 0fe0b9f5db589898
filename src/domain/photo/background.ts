/**
 * What paper or a board looks like without the ink, since the light on a photograph is uneven. At each place the
 * background is a level that most of its surroundings do not exceed, which a line across them does not change.
 */

import type { GreyImage } from './grey-image.ts';
import { createHistogram, quantile } from './histogram.ts';
import { resample } from '../ink/resample.ts';

/** Longer side of the small picture used to find the background; light changes slowly. */
const coarseSide = 40;

/**
 * [height × width] the background level at each pixel, smooth.
 *
 * @param share of the surroundings at or below the background: 0.5 takes their median
 * @param surroundings side of the neighbourhood of a pixel, as a share of the picture's longer side
 */
export function backgroundOf(image: GreyImage, share: number, surroundings: number): Float32Array {
  const { width, height, levels } = image;
  const scale = Math.max(1, Math.ceil(Math.max(width, height) / coarseSide));
  const columns = Math.max(1, Math.floor(width / scale));
  const rows = Math.max(1, Math.floor(height / scale));
  const bounds = { left: 0, top: 0, right: Math.min(width, columns * scale), bottom: Math.min(height, rows * scale) };
  const small = resample({ width, values: levels }, bounds, scale);
  const reach = Math.ceil((surroundings * Math.max(small.width, small.height)) / 2);
  const light = lightOf(small);
  const level = { ...small, means: small.means.map((mean, at) => mean - light[at]) };
  const even = smoothed(rankFiltered(level, reach, share), reach);
  const coarse = { ...even, means: even.means.map((mean, at) => mean + light[at]) };
  return enlarged(coarse, width, height, scale);
}

type Coarse = { readonly width: number; readonly height: number; readonly means: Float64Array };

/**
 * [height × width] the plane through the middles of the edges, bent where all edges are, as in the darker corners of a
 * photograph; 0 in the middle of the picture. Subtracting it first avoids an error at the edges, where the
 * neighbourhood is one-sided.
 */
function lightOf({ width, height, means }: Coarse): Float64Array {
  const column = (x: number) => Float64Array.from({ length: height }, (_, y) => means[y * width + x]);
  const row = (y: number) => means.slice(y * width, (y + 1) * width);
  const [left, right, top, bottom] = [column(0), column(width - 1), row(0), row(height - 1)];
  const perColumn = medianOf(right) - medianOf(left);
  const perRow = medianOf(bottom) - medianOf(top);
  const [bendX, bendY] = [(bendOf(top) + bendOf(bottom)) / 2, (bendOf(left) + bendOf(right)) / 2];
  return means.map((_, at) => {
    const x = placeAlong(at % width, width);
    const y = placeAlong(Math.floor(at / width), height);
    return (x * perColumn + y * perRow) / 2 + x * x * bendX + y * y * bendY;
  });
}

/** From −1 at the first of `count` to 1 at the last. */
function placeAlong(index: number, count: number): number {
  return (2 * index - count + 1) / Math.max(1, count - 1);
}

/** An edge that deviates from its parabola by more levels shows more than paper and light. */
const maxOff = 12;

/**
 * The a of the parabola a·u² + b·u + c, u from −1 to 1, along an edge of the picture; 0 if the edge does not fit one.
 * The medians of its thirds are the parabola's levels at ∓2/3 and, in the middle, where half of the third is nearer, at
 * 1/6.
 */
function bendOf(edge: Float64Array): number {
  const third = Math.floor(edge.length / 3);
  if (third === 0) return 0;
  const [first, middle, last] = [
    edge.slice(0, third),
    edge.slice(third, edge.length - third),
    edge.slice(edge.length - third),
  ].map(medianOf);
  const bend = ((first + last) / 2 - middle) / (4 / 9 - 1 / 36);
  const slope = (last - first) / (4 / 3);
  const isParabola = edge.every((level, index) => {
    const u = placeAlong(index, edge.length);
    return Math.abs(level - middle + bend / 36 - slope * u - bend * u * u) <= maxOff;
  });
  return isParabola ? bend : 0;
}

function medianOf(values: Float64Array): number {
  return values.toSorted()[Math.floor(values.length / 2)];
}

/** At each pixel the level at or below which `share` of the pixels within `reach` lie. */
function rankFiltered({ width, height, means }: Coarse, reach: number, share: number): Coarse {
  const levels = Uint8ClampedArray.from(means);
  const ranked = means.map((_, at) => {
    const { left, right, top, bottom } = window(at % width, Math.floor(at / width), reach, width, height);
    const around = new Uint8ClampedArray((right - left) * (bottom - top));
    for (let y = top; y < bottom; y++) {
      around.set(levels.subarray(y * width + left, y * width + right), (y - top) * (right - left));
    }
    return quantile(createHistogram(around), share);
  });
  return { width, height, means: ranked };
}

/** At each pixel the mean of the pixels within `reach`. */
function smoothed({ width, height, means }: Coarse, reach: number): Coarse {
  const mean = means.map((_, at) => {
    const { left, right, top, bottom } = window(at % width, Math.floor(at / width), reach, width, height);
    let sum = 0;
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += means[y * width + x];
    return sum / ((right - left) * (bottom - top));
  });
  return { width, height, means: mean };
}

/** A square around a pixel, moved inwards at the picture's edge. */
function window(x: number, y: number, reach: number, width: number, height: number) {
  const side = 2 * reach + 1;
  const left = Math.max(0, Math.min(x - reach, width - side));
  const top = Math.max(0, Math.min(y - reach, height - side));
  return { left, top, right: Math.min(width, left + side), bottom: Math.min(height, top + side) };
}

/** Bilinear; `scale` fine pixels per coarse one. */
function enlarged(
  { width, height, means }: Coarse,
  fineWidth: number,
  fineHeight: number,
  scale: number,
): Float32Array {
  const fine = new Float32Array(fineWidth * fineHeight);
  const columns = places(fineWidth, width, scale);
  for (const [y, row] of places(fineHeight, height, scale).entries()) {
    for (const [x, { low, high, share }] of columns.entries()) {
      const above = (1 - share) * means[row.low * width + low] + share * means[row.low * width + high];
      const below = (1 - share) * means[row.high * width + low] + share * means[row.high * width + high];
      fine[y * fineWidth + x] = (1 - row.share) * above + row.share * below;
    }
  }
  return fine;
}

/** The two coarse pixels around each fine one, and its position between them. */
function places(fineSize: number, size: number, scale: number) {
  return Array.from({ length: fineSize }, (_, at) => {
    const exact = Math.min(size - 1, Math.max(0, (at + 0.5) / scale - 0.5));
    const low = Math.floor(exact);
    return { low, high: Math.min(size - 1, low + 1), share: exact - low };
  });
}
