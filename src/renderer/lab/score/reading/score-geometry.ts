/**
 * Where things stand in the score: sizes of its tiles for a given space, and the way between pixels, lines and columns. A
 * line, called row, is a step of the reading. Pure numbers; drawing is done elsewhere.
 */

/** What stands left of the tiles. All lengths are CSS pixels that fall on whole device pixels. */
export type ScoreFrame = {
  /** Of the image, and so the height of every tile. */
  readonly side: number;
  /** The strip between image and tiles in which the scan line's handle runs. */
  readonly gutter: number;
  readonly gap: number;
};

export type ScoreLayout = ScoreFrame & {
  /** Widths of the heads' tiles, then of the gates' and states', each kind equally wide. */
  readonly head: number;
  readonly gate: number;
  readonly probability: number;
  readonly gradient: number;
};

export type ScoreTiles = {
  readonly heads: number;
  readonly gates: number;
  /** Columns of a head's tile. */
  readonly steps: number;
};

/** An image has 28 rows, each a whole number of device pixels high, so that every line is sharp. */
const imageRows = 28;
/** The tools under the image want so much. */
const smallestSide = 196;
const largestSide = 784;
/** The image's side at most, as a line over the score's width: 280 at 992, 364 at 1248, then a little more than its share. */
const widestImage = (width: number) => 0.36 * width - 76;
/** CSS pixels of the window's height that are not the tiles': top bar, what stands over and under them, and the band below. */
const otherHeight = 388;
/** CSS pixels that the ablation bar takes off the window while it is open. */
export const ablationBarHeight = 74;
/** CSS pixels that the timeline of the run takes off it, once there is one. */
export const timelineHeight = 44;
const narrowestTile = 24;

/**
 * @param width CSS pixels of the score's own width.
 * @param windowHeight CSS pixels, of which the tiles take what their neighbours leave.
 * @param ratio device pixels per CSS pixel.
 */
export function scoreFrame(width: number, windowHeight: number, ratio: number): ScoreFrame {
  const wanted = Math.min(widestImage(width), windowHeight - otherHeight, largestSide);
  const pixels = Math.floor((wanted * ratio) / imageRows);
  const rowHeight = Math.max(pixels, Math.ceil((smallestSide * ratio) / imageRows)) / ratio;
  const snap = snapTo(ratio);
  return { side: rowHeight * imageRows, gutter: snap(30), gap: snap(width < 1100 ? 6 : 8) };
}

/** Sizes with which the whole score stands on one line, however many tiles there are. Parameters as of {@link scoreFrame}. */
export function scoreLayout(width: number, windowHeight: number, ratio: number, tiles: ScoreTiles): ScoreLayout {
  const frame = scoreFrame(width, windowHeight, ratio);
  const { side, gutter, gap } = frame;
  const { heads, gates, steps } = tiles;
  const snap = snapTo(ratio);
  const probability = 10 * snap(Math.max(width * 0.0105, 10));
  const gradient = snap(Math.max(width * 0.055, 52));
  // Image, gutter, tiles, probabilities and gradient stand side by side.
  const free = width - side - gutter - probability - gradient - (heads + gates + 3) * gap;
  const equal = free / (heads + gates);
  const head = headWidth(Math.min(equal, side), steps, ratio);
  const gate = snap(Math.max((free - heads * head) / gates, narrowestTile));
  return { ...frame, head, gate, probability, gradient };
}

/** The columns of a CSS grid for a layout, with names where tiles, answer and end begin. @param widths of its tiles */
export function gridColumns({ side, gutter, probability, gradient }: ScoreLayout, widths: readonly number[]): string {
  const inPixels = (lengths: readonly number[]) => lengths.map((length) => `${length}px`).join(' ');
  return [
    inPixels([side, gutter]),
    '[tiles]',
    inPixels(widths),
    '[answer]',
    inPixels([probability, gradient]),
    '[end]',
  ].join(' ');
}

/** At most `widest`: whole device pixels for each step, so that the steps look equally wide, where there are two or more. */
function headWidth(widest: number, steps: number, ratio: number): number {
  const pixels = Math.floor((widest * ratio) / steps);
  return pixels < 2 ? snapTo(ratio)(Math.max(widest, narrowestTile)) : (pixels * steps) / ratio;
}

/** Down to a whole number of device pixels. */
function snapTo(ratio: number): (length: number) => number {
  return (length) => Math.floor(length * ratio) / ratio;
}

/** The width that a layout takes, in CSS pixels. */
export function layoutWidth(layout: ScoreLayout, { heads, gates }: ScoreTiles): number {
  const { side, gutter, head, gate, probability, gradient, gap } = layout;
  return side + gutter + heads * head + gates * gate + probability + gradient + (heads + gates + 3) * gap;
}

/** The cell at a position along something `length` long that holds `cells`; beyond the ends the first or last. */
export function cellAt(position: number, length: number, cells: number): number {
  const cell = Math.floor((position / length) * cells);
  return Math.min(Math.max(cell, 0), cells - 1);
}

export type Span = { readonly start: number; readonly length: number };

/** Where a cell lies, at least `least` long and never beyond the ends. */
export function cellSpan(cell: number, cells: number, length: number, least: number): Span {
  const exact = length / cells;
  const shown = Math.min(Math.max(exact, least), length);
  const start = (cell + 0.5) * exact - shown / 2;
  return { start: Math.min(Math.max(start, 0), length - shown), length: shown };
}

/** CSS pixels of the window that a tile shown large leaves to the dialog around it. */
const aroundZoom = { width: 120, height: 230 };
/** So that a unit's number, written upwards, fits over each column. */
const narrowestColumn = 9;
/** Of 784 steps none would be seen at all where they are lower. */
const lowestLine = 4;
const largestCell = 32;

/** Whole CSS pixels of a cell of a tile shown large: as large as fits, and as small as is legible, which may have to be scrolled. */
export function zoomGeometry(
  windowWidth: number,
  windowHeight: number,
  columns: number,
  steps: number,
): { readonly cellWidth: number; readonly cellHeight: number } {
  const fit = (free: number, cells: number, least: number) =>
    Math.min(Math.max(Math.floor(free / cells), least), largestCell);
  return {
    cellWidth: fit(windowWidth - aroundZoom.width, columns, narrowestColumn),
    cellHeight: fit(windowHeight - aroundZoom.height, steps, lowestLine),
  };
}
