/**
 * Geometry of the score: sizes of its tiles for a given space, and the way between pixels, lines and columns. A line,
 * called row, is a step of the reading. Pure numbers, no drawing.
 */

/** Everything to the left of the tiles. All lengths are CSS pixels that are whole device pixels. */
export type ScoreFrame = {
  /** Side of the image and height of every tile. */
  readonly side: number;
  /** The strip between image and tiles for the scan line's handle. */
  readonly gutter: number;
  readonly gap: number;
};

export type ScoreLayout = ScoreFrame & {
  /** Width of the heads' tiles, and of the gates' and states'. */
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
/** Needed by the tools under the image. */
const minSide = 196;
/** A narrow window's tools are wider than its image. */
const minStackedSide = 168;
const maxSide = 784;
/**
 * The image's largest side for a width of the score: 280 at 992, 364 at 1248; a wide window leaves more of the rest to
 * the tiles, whose units are narrower than any pixel of the image.
 */
const widestImage = (width: number) => Math.min(0.36 * width - 76, 0.24 * width + 76);
/** CSS pixels of the window's height besides the tiles: top bar, parts over and under the tiles, and the band below. */
const otherHeight = 388;
/** CSS pixels that the ablation bar takes while it is open. */
export const ablationBarHeight = 74;
/** CSS pixels that the timeline takes, once there is one. */
export const timelineHeight = 48;
const narrowestTile = 24;

/**
 * @param width of the score, CSS pixels.
 * @param windowHeight CSS pixels, of which the tiles take what their neighbours leave.
 * @param ratio device pixels per CSS pixel.
 */
export function scoreFrame(width: number, windowHeight: number, ratio: number): ScoreFrame {
  const wanted = Math.min(widestImage(width), windowHeight - otherHeight, maxSide);
  const pixels = Math.floor((wanted * ratio) / imageRows);
  const rowHeight = Math.max(pixels, Math.ceil((minSide * ratio) / imageRows)) / ratio;
  const snap = snapTo(ratio);
  return { side: rowHeight * imageRows, gutter: snap(30), gap: snap(width < 1100 ? 6 : 8) };
}

/** Sizes that put the whole score on one line, however many tiles there are. Parameters as for {@link scoreFrame}. */
export function scoreLayout(width: number, windowHeight: number, ratio: number, tiles: ScoreTiles): ScoreLayout {
  const frame = scoreFrame(width, windowHeight, ratio);
  const { side, gutter, gap } = frame;
  const { heads, gates, steps } = tiles;
  const snap = snapTo(ratio);
  const probability = 10 * snap(Math.max(Math.min(width * 0.0105, 0.006 * width + 6), 10));
  const gradient = snap(Math.max(Math.min(width * 0.055, 0.03 * width + 32), 52));
  // Image, gutter, tiles, probabilities and gradient, side by side.
  const free = width - side - gutter - probability - gradient - (heads + gates + 3) * gap;
  const equal = free / (heads + gates);
  const head = headWidth(Math.min(equal, side), steps, ratio);
  const gate = snap(Math.max((free - heads * head) / gates, narrowestTile));
  return { ...frame, head, gate, probability, gradient };
}

/** Width of the score below which its tiles would be too narrow to read side by side. */
const stackedBelow = 600;

/** Whether image and answer are above one chosen tile and the gradient, rather than all on the same lines. */
export const isStacked = (width: number): boolean => width < stackedBelow;

/** CSS pixels of a narrow window's height besides the two rows of tiles. */
const stackedHeight = 300;
const stackedHeading = 38;

/**
 * Sizes for a narrow score: image and answer, and below them the chosen tile and the gradient, each row of the same
 * height. Parameters as for {@link scoreFrame}.
 */
export function stackedLayout(width: number, windowHeight: number, ratio: number): ScoreLayout {
  const snap = snapTo(ratio);
  const [gutter, gap] = [snap(30), snap(6)];
  const narrowestAnswer = 80;
  const widest = width - gutter - 2 * gap - narrowestAnswer;
  const wanted = Math.min(widest, (windowHeight - stackedHeight) / 2 - stackedHeading);
  const rowPixels = Math.max(Math.floor((wanted * ratio) / imageRows), Math.ceil((minStackedSide * ratio) / imageRows));
  const side = (rowPixels * imageRows) / ratio;
  const probability = 10 * snap((width - side - gutter - 2 * gap) / 10);
  const tile = side + gutter + gap;
  return { side, gutter, gap, head: tile, gate: tile, probability, gradient: probability };
}

/** The columns of a CSS grid for {@link stackedLayout}, with named lines where the answer begins and ends. */
export function stackedColumns({ side, gutter, probability }: ScoreLayout): string {
  return `${side}px ${gutter}px [answer] ${probability}px [end]`;
}

/**
 * The columns of a CSS grid for a layout, with named lines where tiles, answer and end begin. @param widths of its
 * tiles
 */
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

/** At most `widest`: whole device pixels per step, so that the steps look equally wide, where there are two or more. */
function headWidth(widest: number, steps: number, ratio: number): number {
  const pixels = Math.floor((widest * ratio) / steps);
  return pixels < 2 ? snapTo(ratio)(Math.max(widest, narrowestTile)) : (pixels * steps) / ratio;
}

/** Rounds down to whole device pixels. */
function snapTo(ratio: number): (length: number) => number {
  return (length) => Math.floor(length * ratio) / ratio;
}

/** Total width of a layout, CSS pixels. */
export function layoutWidth(layout: ScoreLayout, { heads, gates }: ScoreTiles): number {
  const { side, gutter, head, gate, probability, gradient, gap } = layout;
  return side + gutter + heads * head + gates * gate + probability + gradient + (heads + gates + 3) * gap;
}

/** The cell at a position along `length` that holds `cells` cells; beyond the ends the first or last. */
export function cellAt(position: number, length: number, cells: number): number {
  const cell = Math.floor((position / length) * cells);
  return Math.min(Math.max(cell, 0), cells - 1);
}

export type Span = { readonly start: number; readonly length: number };

/** The span of a cell, at least `least` long and within the ends. */
export function cellSpan(cell: number, cells: number, length: number, least: number): Span {
  const exact = length / cells;
  const shown = Math.min(Math.max(exact, least), length);
  const start = (cell + 0.5) * exact - shown / 2;
  return { start: Math.min(Math.max(start, 0), length - shown), length: shown };
}

/** CSS pixels of the window left to the dialog around an enlarged tile. */
const aroundZoom = { width: 120, height: 230 };
/** Fits a unit's number, written upwards, over each column. */
const narrowestColumn = 9;
/** Lower lines would be invisible among 784 steps. */
const lowestLine = 4;
const maxCell = 32;

/** Cell size of an enlarged tile in whole CSS pixels: as large as fits, but never illegible; then it scrolls. */
export function zoomGeometry(
  windowWidth: number,
  windowHeight: number,
  columns: number,
  steps: number,
): { readonly cellWidth: number; readonly cellHeight: number } {
  const fit = (free: number, cells: number, least: number) =>
    Math.min(Math.max(Math.floor(free / cells), least), maxCell);
  return {
    cellWidth: fit(windowWidth - aroundZoom.width, columns, narrowestColumn),
    cellHeight: fit(windowHeight - aroundZoom.height, steps, lowestLine),
  };
}
