/**
 * Norms as one bar a row, on a logarithmic scale because they span decades, and a line for their running sum. The scale is pure
 * numbers; painting takes a canvas.
 */

import { areaAverage } from './area-average.ts';

/** Decades that the bars span: 10^low at the left edge, 10^high at the right. */
export type DecadeScale = { readonly low: number; readonly high: number };

const minDecades = 2;
const maxDecades = 6;

/** Whole decades around the positive finite norms, 2 to 6 of them, counted down from the largest norm. */
export function decadeScale(norms: Float32Array): DecadeScale {
  let smallest = Infinity;
  let largest = 0;
  for (const norm of norms) {
    if (!(norm > 0) || !Number.isFinite(norm)) continue;
    smallest = Math.min(smallest, norm);
    largest = Math.max(largest, norm);
  }
  if (largest === 0) return { low: -minDecades, high: 0 };
  // Adding zero turns −0 into 0.
  const high = Math.ceil(Math.log10(largest)) + 0;
  const decades = Math.min(Math.max(high - Math.floor(Math.log10(smallest)), minDecades), maxDecades);
  return { low: high - decades, high };
}

/** Length of a bar as a share of the strip, 0 to 1: 0 for a norm that is zero, below the scale or not a number. */
export function barShare(norm: number, { low, high }: DecadeScale): number {
  if (!(norm > 0) || !Number.isFinite(norm)) return 0;
  return Math.min(Math.max((Math.log10(norm) - low) / (high - low), 0), 1);
}

/** Device pixels below which rows have no gap between them. */
const thinRow = 4;

export type GradientPicture = {
  /** [steps]; averaged where there are more than pixels. */
  readonly bars: Float32Array;
  /** [steps] or null. */
  readonly line: Float32Array | null;
  readonly scale: DecadeScale;
  /** The first step that the gradient reaches in training (truncation.ts), or null; a line is drawn before it. */
  readonly cut: number | null;
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  readonly barColour: string;
  readonly lineColour: string;
  /** Of the cut and the running sum. */
  readonly inkColour: string;
};

/** Paints `canvas` on each call; null empties it. */
export function gradientStrip(canvas: HTMLCanvasElement): (picture: GradientPicture | null) => void {
  const context = canvas.getContext('2d');
  return (picture) => {
    if (!context) return;
    if (!picture) {
      context.clearRect(0, 0, canvas.width, canvas.height);
      return;
    }
    const { bars, line, scale, cut, width, height } = picture;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    context.clearRect(0, 0, width, height);
    context.fillStyle = picture.lineColour;
    for (let decade = scale.low + 1; decade < scale.high; decade++) {
      context.fillRect(Math.round(((decade - scale.low) / (scale.high - scale.low)) * width), 0, 1, height);
    }
    context.fillStyle = picture.barColour;
    const shown = averaged(bars, height);
    const rowHeight = height / shown.length;
    const space = rowHeight < thinRow ? 0 : Math.max(1, Math.round(rowHeight / 6));
    shown.forEach((norm, row) => {
      context.fillRect(0, row * rowHeight + space, barShare(norm, scale) * width, rowHeight - 2 * space);
    });
    if (line) paintLine(context, picture, averaged(line, height));
    if (cut !== null) paintCut(context, picture, (cut / bars.length) * height);
  };
}

/** As many norms as there is room for rows. */
function averaged(norms: Float32Array, rows: number): Float32Array {
  return areaAverage(norms, { rows: norms.length, columns: 1 }, { rows, columns: 1 }).cells;
}

/** An upright stroke a row, at the end of the bar that the sum would have, joined across. */
function paintLine(
  context: CanvasRenderingContext2D,
  { scale, width, height, inkColour }: GradientPicture,
  norms: Float32Array,
): void {
  const thickness = Math.max(1, Math.round(width / 40));
  const at = (row: number) => Math.min(Math.round(barShare(norms[row], scale) * width), width - thickness);
  const rowHeight = height / norms.length;
  context.fillStyle = inkColour;
  norms.forEach((norm, row) => {
    if (!(norm > 0)) return;
    const [top, x] = [Math.round(row * rowHeight), at(row)];
    context.fillRect(x, top, thickness, Math.round((row + 1) * rowHeight) - top);
    if (row === 0 || !(norms[row - 1] > 0)) return;
    const before = at(row - 1);
    context.fillRect(Math.min(x, before), top, Math.abs(x - before) + thickness, thickness);
  });
}

function paintCut(context: CanvasRenderingContext2D, { width, inkColour }: GradientPicture, y: number): void {
  context.fillStyle = inkColour;
  const dash = Math.max(2, Math.round(width / 14));
  for (let x = 0; x < width; x += 2 * dash) context.fillRect(x, Math.round(y) - 1, dash, 2);
}
