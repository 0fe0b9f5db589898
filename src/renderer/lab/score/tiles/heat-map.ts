/**
 * A matrix as a picture on a canvas. The bitmap has one pixel per cell, or per average of cells where these outnumber
 * the device pixels; the stylesheet enlarges it with `image-rendering: pixelated`, which keeps repaints small and edges
 * sharp.
 */

import { areaAverage } from './area-average.ts';
import type { ColourMap } from '../../../ui/colour-map.ts';

export type HeatMapPicture = {
  /** [rows × columns], row-major. */
  readonly matrix: Float32Array;
  readonly rows: number;
  readonly columns: number;
  readonly map: ColourMap;
  /** The value of the map's last colour (in a diverging map, its negative has the first). */
  readonly range: number;
  /** Size of the tile, device pixels. */
  readonly width: number;
  readonly height: number;
};

/** Paints `canvas` on each call; null empties it. */
export function heatMap(canvas: HTMLCanvasElement): (picture: HeatMapPicture | null) => void {
  const context = canvas.getContext('2d');
  let image: ImageData | null = null;
  return (picture) => {
    if (!context) return;
    if (!picture) {
      context.clearRect(0, 0, canvas.width, canvas.height);
      return;
    }
    const { matrix, map, range } = picture;
    const most = { rows: Math.max(1, picture.height), columns: Math.max(1, picture.width) };
    const { rows, columns, cells } = areaAverage(matrix, picture, most);
    if (image?.width !== columns || image.height !== rows) {
      image = context.createImageData(columns, rows);
      canvas.width = columns;
      canvas.height = rows;
    }
    colourCells(cells, map, range, new Uint32Array(image.data.buffer));
    context.putImageData(image, 0, 0);
  };
}

/**
 * Writes the colour of each value into `pixels`; values beyond ±range take the end colours, numbers that are not finite
 * take zero's.
 */
export function colourCells(values: Float32Array, map: ColourMap, range: number, pixels: Uint32Array): void {
  const scale = map.scale / range;
  const last = map.pixels.length - 1;
  for (let i = 0; i < values.length; i++) {
    // Adding one half rounds, because an index is never negative.
    const value = Number.isFinite(values[i]) ? values[i] : 0;
    const index = Math.floor(map.zero + value * scale + 0.5);
    pixels[i] = map.pixels[index < 0 ? 0 : index > last ? last : index];
  }
}
