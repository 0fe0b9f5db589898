/** Ink of any size → the drawing pad's raster, ready to be drawn on. */

import { type Ink, rasterSide } from './ink.ts';
import { around, piecesOf } from './pieces.ts';
import { resample } from './resample.ts';

/** Largest height and width on the raster; several digits side by side may be wider than one is high. */
const fittedHeight = 200;
const fittedWidth = 260;

/** From this factor on enlargement is a whole number, so that the 20×20 box reproduces the exact pixels. */
const wholeFrom = 3;

/** The same ink, scaled with its aspect kept and centred on the raster; null without ink. */
export function fitInk(ink: Ink): Ink | null {
  const pieces = piecesOf(ink);
  if (pieces.length === 0) return null;
  const bounds = around(pieces.map((piece) => piece.bounds));
  const enlargement = Math.min(fittedHeight / (bounds.bottom - bounds.top), fittedWidth / (bounds.right - bounds.left));
  const scale = 1 / (enlargement >= wholeFrom ? Math.floor(enlargement) : enlargement);
  const { width, height, means } = resample({ width: ink.width, values: ink.coverage }, bounds, scale);
  const left = Math.floor((rasterSide - width) / 2);
  const top = Math.floor((rasterSide - height) / 2);
  const coverage = new Uint8Array(rasterSide * rasterSide);
  means.forEach((mean, at) => {
    coverage[(top + Math.floor(at / width)) * rasterSide + left + (at % width)] = Math.round(mean);
  });
  return { width: rasterSide, height: rasterSide, coverage };
}
