/**
 * Where things stand in the score: sizes of its tiles for a given space, and the way between pixels, rows and units.
 * Pure numbers; drawing is done elsewhere.
 */

export type ScoreLayout = {
  /** All lengths are CSS pixels that fall on whole device pixels. */
  readonly side: number;
  readonly rowHeight: number;
  /** The strip between image and gates in which the scan line's handle runs. */
  readonly gutter: number;
  readonly gate: number;
  readonly probability: number;
  readonly gradient: number;
  readonly gap: number;
};

const gates = 6;
/** Image, gutter, gates, probabilities and gradient stand side by side. */
const gaps = 1 + gates + 2;
const smallestSide = 196;
const largestSide = 784;
/** The image's side at most, as a line over the score's width: 280 at 992, 364 at 1248, then a little more than its share. */
const widestImage = (width: number) => 0.36 * width - 76;
/** CSS pixels of the window's height that are not the tiles': top bar, what stands over and under them, and the band below. */
const otherHeight = 388;

/**
 * Sizes with which the whole score stands on one line.
 *
 * @param width CSS pixels of the score's own width.
 * @param windowHeight CSS pixels, of which the tiles take what their neighbours leave.
 * @param rows of the image; a row is a whole number of device pixels high, so that every line is sharp.
 * @param ratio device pixels per CSS pixel.
 */
export function scoreLayout(width: number, windowHeight: number, rows: number, ratio: number): ScoreLayout {
  const snap = (length: number) => Math.floor(length * ratio) / ratio;
  const wanted = Math.min(
    Math.max(Math.min(widestImage(width), windowHeight - otherHeight), smallestSide),
    largestSide,
  );
  const rowHeight = Math.max(1, Math.floor((wanted * ratio) / rows)) / ratio;
  const side = rowHeight * rows;
  const gap = snap(width < 1100 ? 6 : 8);
  const gutter = snap(26);
  const probability = 10 * snap(Math.max(width * 0.0105, 10));
  const gradient = snap(Math.max(width * 0.055, 52));
  const gate = snap(Math.max((width - side - gutter - probability - gradient - gaps * gap) / gates, 24));
  return { side, rowHeight, gutter, gate, probability, gradient, gap };
}

/** The width that a layout takes, in CSS pixels. */
export function layoutWidth(layout: ScoreLayout): number {
  const { side, gutter, gate, probability, gradient, gap } = layout;
  return side + gutter + gates * gate + probability + gradient + gaps * gap;
}

/** The row at `y` of a tile that is `height` high; beyond the edges the first or last. */
export function rowAt(y: number, height: number, rows: number): number {
  return cellAt(y, height, rows);
}

/** The unit at `x` of a tile that is `width` wide; beyond the edges the first or last. */
export function unitAt(x: number, width: number, units: number): number {
  return cellAt(x, width, units);
}

/** Left edge and width of a unit in a tile, at least `narrowest` wide and never beyond the tile. */
export function unitSpan(
  unit: number,
  units: number,
  width: number,
  narrowest: number,
): { left: number; width: number } {
  const exact = width / units;
  const shown = Math.min(Math.max(exact, narrowest), width);
  const left = (unit + 0.5) * exact - shown / 2;
  return { left: Math.min(Math.max(left, 0), width - shown), width: shown };
}

function cellAt(position: number, length: number, cells: number): number {
  const cell = Math.floor((position / length) * cells);
  return Math.min(Math.max(cell, 0), cells - 1);
}
