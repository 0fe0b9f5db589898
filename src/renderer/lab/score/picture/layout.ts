/** Layout of a picture of the score: whole pixels per cell, so that it is sharp at every size; on paper, of finer dots, not. */

import type { Tile } from '../reading/tiles.ts';

/** More are averaged: a picture of a tile has only so many pixels at its own size. */
export const maxLines = 392;
export const maxColumns = 512;

const usualSide = 336;
const usualTile = 136;
const gap = 10;

export type PictureLayout = {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** Upper edge of the tiles, and their height. */
  readonly top: number;
  readonly side: number;
  readonly lineHeight: number;
  /** Right edge of the steps' numbers. */
  readonly numbersEnd: number;
  readonly firstTile: number;
  /** Right edge of everything. */
  readonly end: number;
  readonly tiles: readonly { readonly x: number; readonly width: number }[];
  readonly answer: { readonly x: number; readonly width: number };
  readonly gradient: { readonly x: number; readonly width: number };
  readonly legendsTop: number;
};

/**
 * @param captions lines under the title
 * @param scale of all but the words: less makes the words larger beside the tiles
 */
export function pictureLayout(
  { steps, classes }: { readonly steps: number; readonly classes: number },
  tiles: readonly Pick<Tile, 'columns'>[],
  captions: number,
  scale = 1,
): PictureLayout {
  const margin = 24;
  const top = margin + 36 + 17 * captions + 30;
  const side = scale * (steps > maxLines ? maxLines : steps * Math.max(1, Math.floor(usualSide / steps)));
  const numbersEnd = margin + side + 26;
  const firstTile = numbersEnd + 8;
  let x = firstTile;
  const take = (width: number) => {
    const place = { x, width };
    x += width + gap;
    return place;
  };
  const placed = tiles.map(({ columns }) => {
    const shown = Math.min(columns, maxColumns);
    return take(scale * shown * Math.max(1, Math.floor(usualTile / shown)));
  });
  const answer = take(scale * classes * Math.max(3, Math.min(12, Math.floor(240 / classes))));
  const gradient = take(72);
  const end = gradient.x + gradient.width;
  const legendsTop = top + side + 14;
  return {
    ...{ width: end + margin, height: legendsTop + 14 + margin, margin, top, side, lineHeight: side / steps },
    ...{ numbersEnd, firstTile, end, tiles: placed, answer, gradient, legendsTop },
  };
}
