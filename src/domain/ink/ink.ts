/**
 * Pen strokes → ink: how much of each raster pixel the pen covered. The drawing pad and the command line both start
 * here; `centre.ts` continues from the ink. No DOM, no tfjs.
 *
 * Raster coordinates: x to the right, y down, pixel (i, j) covers [i, i + 1) × [j, j + 1).
 */

/** Pen position in raster units; `width` is the pen's diameter there. All numbers are finite, width > 0. */
export type StrokePoint = { readonly x: number; readonly y: number; readonly width: number };

/** The pen's path from touching to lifting; one that `erases` removes ink. */
export type Stroke = { readonly points: readonly StrokePoint[]; readonly erases: boolean };

/** `coverage` [height × width]: 0 untouched, 255 fully covered. */
export type Ink = { readonly width: number; readonly height: number; readonly coverage: Uint8Array };

/** Side of the drawing raster: ten raster pixels for each of MNIST's 28. */
export const rasterSide = 280;

/**
 * The pen diameter that gives lines as thick as MNIST's, in raster units, for a digit drawn 200 raster units large (which
 * the 20×20 box scales by 1/10).
 *
 * Measured: over the first 1,000 training digits the mean stroke thickness is 2.5 MNIST pixels (standard deviation 0.5).
 * Three estimates agree: 2·area/perimeter with the perimeter as the total variation of the bilinearly enlarged image, 2.53;
 * twice the mean distance from the Zhang–Suen skeleton to the edge (enlarged six times, threshold ½), 2.52; area divided by
 * skeleton length, 2.44.
 */
export const typicalPenWidth = 25;

/** Largest side of a digit placed by {@link fitStrokes}, ink included: MNIST's 20 of 28. */
const fittedSide = 200;

/** A raster without ink, square unless told otherwise. */
export function blankInk(width = rasterSide, height = width): Ink {
  return { width, height, coverage: new Uint8Array(width * height) };
}

/** Draws all strokes in order on blank ink, clipped to the raster. */
export function rasterise(strokes: readonly Stroke[], side = rasterSide): Ink {
  const ink = blankInk(side);
  for (const stroke of strokes) paintStroke(ink, stroke);
  return ink;
}

/**
 * Draws one stroke in place from point `first` on. Painting a growing stroke in parts gives the same bytes as painting
 * it at once, because covering a pixel twice changes nothing.
 */
export function paintStroke(ink: Ink, stroke: Stroke, first = 0): void {
  const { points, erases } = stroke;
  if (first === 0 && points.length > 0) paintCapsule(ink, points[0], points[0], erases);
  for (let i = Math.max(1, first); i < points.length; i++) paintCapsule(ink, points[i - 1], points[i], erases);
}

/**
 * A line from `from` to `to` with round ends and linearly varying width. A pixel's coverage is estimated from the distance d
 * of its centre to the line's axis, as clamp(radius − d + ½), and never exceeds the pen's own width.
 */
function paintCapsule(ink: Ink, from: StrokePoint, to: StrokePoint, erases: boolean): void {
  const { width, height, coverage } = ink;
  const reach = Math.max(from.width, to.width) / 2 + 0.5;
  const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - reach));
  const right = Math.min(width, Math.ceil(Math.max(from.x, to.x) + reach));
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
  const bottom = Math.min(height, Math.ceil(Math.max(from.y, to.y) + reach));
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const lengthSquared = dx * dx + dy * dy;
  const growth = (to.width - from.width) / 2;

  for (let row = top; row < bottom; row++) {
    const py = row + 0.5 - from.y;
    // The part of the axis near this row: most of a long slanted line's bounding box is empty.
    const [near, far] =
      dy === 0 ? [0, 1] : [py - reach - 1, py + reach + 1].map((y) => Math.min(1, Math.max(0, y / dy)));
    const first = Math.max(left, Math.floor(from.x + Math.min(near * dx, far * dx) - reach - 1));
    const last = Math.min(right, Math.ceil(from.x + Math.max(near * dx, far * dx) + reach + 1));
    for (let column = first; column < last; column++) {
      const px = column + 0.5 - from.x;
      const along = lengthSquared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / lengthSquared)) : 0;
      const ex = px - along * dx;
      const ey = py - along * dy;
      const distanceSquared = ex * ex + ey * ey;
      const radius = from.width / 2 + along * growth;
      if (distanceSquared >= (radius + 0.5) ** 2) continue;
      const covered = Math.min(1, 2 * radius, radius + 0.5 - Math.sqrt(distanceSquared));
      const bytes = Math.round(255 * covered);
      const at = row * width + column;
      coverage[at] = erases ? Math.min(coverage[at], 255 - bytes) : Math.max(coverage[at], bytes);
    }
  }
}

/**
 * Pen strokes in any units → strokes on the raster: scaled with the aspect kept so that the ink is 200 raster units
 * large, centred, drawn with {@link typicalPenWidth}. Drops strokes without points; if all points coincide, they become
 * a dot in the middle.
 *
 * @param strokes each a list of [x, y] with y down, all finite
 */
export function fitStrokes(strokes: readonly (readonly (readonly [number, number])[])[]): Stroke[] {
  const drawn = strokes.filter((points) => points.length > 0);
  const horizontal = extent(drawn, 0);
  const vertical = extent(drawn, 1);
  const size = Math.max(horizontal.size, vertical.size);
  const fittingScale = (fittedSide - typicalPenWidth) / size;
  // A dot cannot be scaled up.
  const scale = Number.isFinite(fittingScale) ? fittingScale : 0;
  return drawn.map((points) => ({
    erases: false,
    points: points.map(([x, y]) => ({
      x: rasterSide / 2 + (x - horizontal.middle) * scale,
      y: rasterSide / 2 + (y - vertical.middle) * scale,
      width: typicalPenWidth,
    })),
  }));
}

function extent(strokes: readonly (readonly (readonly [number, number])[])[], axis: 0 | 1) {
  let low = Infinity;
  let high = -Infinity;
  for (const points of strokes) {
    for (const point of points) {
      low = Math.min(low, point[axis]);
      high = Math.max(high, point[axis]);
    }
  }
  return { size: high - low, middle: (low + high) / 2 };
}
