/** Copies vectors of samples and steps to and from the kernels' tiles. */

import { lineLength } from '../recurrent/shape.ts';

/** Address of [tile][step][block of 16][tileRows][16] f32, and the strides of tiles and steps, in bytes. */
export type Tiles = { readonly address: number; readonly tile: number; readonly step: number };

/** Dimensions of a plain [samples × steps × size] array. */
export type Extent = { readonly samples: number; readonly steps: number; readonly size: number };

/** @param memory all of it, @param to receives [samples × steps × size] */
export function readTiles(
  memory: Float32Array,
  tileRows: number,
  tiles: Tiles,
  extent: Extent,
  to: Float32Array,
): void {
  eachLine(tileRows, tiles, extent, (line, plain, length) => {
    for (let lane = 0; lane < length; lane++) to[plain + lane] = memory[line + lane];
  });
}

/** The inverse of {@link readTiles}. @param from [samples × steps × size]; all other places in the tiles keep their values */
export function writeTiles(
  memory: Float32Array,
  tileRows: number,
  tiles: Tiles,
  extent: Extent,
  from: Float32Array,
): void {
  eachLine(tileRows, tiles, extent, (line, plain, length) => {
    for (let lane = 0; lane < length; lane++) memory[line + lane] = from[plain + lane];
  });
}

/** Visits each line: its offset in memory and in the plain array, and the number of lanes used. */
function eachLine(
  tileRows: number,
  { address, tile, step }: Tiles,
  { samples, steps, size }: Extent,
  visit: (line: number, plain: number, length: number) => void,
): void {
  let plain = 0;
  for (let sample = 0; sample < samples; sample++) {
    const row = Math.floor(sample / tileRows) * (tile / 4) + (sample % tileRows) * lineLength;
    for (let at = 0; at < steps; at++) {
      let line = address / 4 + row + at * (step / 4);
      for (let first = 0; first < size; first += lineLength) {
        const length = Math.min(lineLength, size - first);
        visit(line, plain, length);
        plain += length;
        line += tileRows * lineLength;
      }
    }
  }
}
