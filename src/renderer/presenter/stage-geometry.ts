/** Sizes of the score in the presenter's view: as large as the window allows, in one line of tiles or in two. */

import type { Tile } from '../lab/score/reading/tiles.ts';

/** CSS pixels, except `ratio`. */
export type StageSpace = {
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  /** Height of the words over each line of tiles. */
  readonly over: number;
  /** Size of the type. */
  readonly type: number;
  /** Digits of the last row's number, which the scan line's handle shows. */
  readonly digits: number;
};

export type StageLine<T> = {
  readonly tiles: readonly T[];
  /** Width of each tile, CSS pixels that are whole device pixels; likewise of the strip at the end of the line. */
  readonly widths: readonly number[];
  readonly strip: number;
};

export type StageLayout<T> = {
  /** Side of the image and height of every tile: each of 28 rows a whole number of device pixels. */
  readonly side: number;
  /** The strip with the scan line's handle. */
  readonly gutter: number;
  readonly gap: number;
  /** Width of the gradient where it stands beside the answers, in a single line; 0 where it ends the second one. */
  readonly gradient: number;
  readonly lines: readonly StageLine<T>[];
};

type SizedTile = Pick<Tile, 'columns' | 'kind'>;

const imageRows = 28;
/** Of a line's width; the units need the rest. */
const widestImage = 0.42;
/** Columns of classes, and the gradient's bars, in multiples of the type: a digit's name over each class. */
const answerTypes = 9;
const gradientTypes = 5;
/** CSS pixels between the lines. */
export const betweenLines = 12;

/**
 * A single tile is beside the image; more are in two lines, each with the image's height. Of all heights that fit, the
 * one with the largest tiles. @param tiles in the order of the score; at least one
 */
export function stageLayout<T extends SizedTile>(space: StageSpace, tiles: readonly T[]): StageLayout<T> {
  const { width, height, ratio, over } = space;
  const count = tiles.length > 1 ? 2 : 1;
  const fits = Math.min((height - (count - 1) * betweenLines) / count - over, widestImage * width);
  const most = Math.max(1, Math.floor((fits * ratio) / imageRows));
  const areaOf = ({ side, lines: [{ widths }] }: StageLayout<T>) => side * widths.reduce((sum, each) => sum + each, 0);
  return Array.from({ length: most }, (_, less) => withRows(space, tiles, count, most - less)).reduce((best, each) =>
    areaOf(each) > areaOf(best) ? each : best,
  );
}

/** @param rowPixels device pixels of a row of the image */
function withRows<T extends SizedTile>(
  { width, ratio, type, digits }: StageSpace,
  tiles: readonly T[],
  count: 1 | 2,
  rowPixels: number,
): StageLayout<T> {
  const snap = (length: number) => Math.floor(length * ratio) / ratio;
  const side = (rowPixels * imageRows) / ratio;
  const [gutter, gap] = [snap((0.7 + 0.65 * digits) * type), snap(width < 1200 ? 6 : 10)];
  const gradient = count === 1 ? snap(gradientTypes * type) : 0;
  const inLine = Math.ceil(tiles.length / count);
  const lines = Array.from({ length: count }, (_, line) => {
    const own = tiles.slice(line * inLine, (line + 1) * inLine);
    const gaps = own.length + 2 + (gradient > 0 ? 1 : 0);
    const free = width - side - gutter - gradient - gaps * gap;
    const equal = (free - answerTypes * type) / own.length;
    const widths = own.map((tile) => tileWidth(tile, equal, side, ratio));
    return { tiles: own, widths, strip: snap(free - widths.reduce((sum, each) => sum + each, 0)) };
  });
  return { side, gutter, gap, gradient, lines };
}

/** Whole device pixels per column where there are two or more: then all columns look equally wide. */
function tileWidth({ kind, columns }: SizedTile, equal: number, side: number, ratio: number): number {
  const widest = Math.max(kind === 'steps' ? Math.min(equal, side) : equal, 0);
  const pixels = columns === 0 ? 0 : Math.floor((widest * ratio) / columns);
  return pixels < 2 ? Math.floor(widest * ratio) / ratio : (pixels * columns) / ratio;
}

/** The columns of a CSS grid for one line: image or answer, the scan line's handle, tiles, and what ends it. */
export function lineColumns(
  layout: Pick<StageLayout<unknown>, 'side' | 'gutter' | 'gradient'>,
  line: StageLine<unknown>,
) {
  const { side, gutter, gradient } = layout;
  return [side, gutter, ...line.widths, line.strip, ...(gradient > 0 ? [gradient] : [])]
    .map((length) => `${length}px`)
    .join(' ');
}
