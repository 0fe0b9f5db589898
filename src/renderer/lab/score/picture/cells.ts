/** Matrices and images as embedded pictures whose cells stay sharp in any program. */

import { areaAverage } from '../tiles/area-average.ts';
import type { ColourMap } from '../../../ui/colour-map.ts';
import type { Bitmap } from '../../../ui/export/encode-png.ts';
import { colourCells } from '../tiles/heat-map.ts';

/** Size of a bitmap, across and down: programs that smooth what they enlarge then do so only at the cells' edges. */
const minPixels = 256;

/** @param most rows and columns kept apart; neighbours are averaged where there are more */
export function cellsOf(
  matrix: Float32Array,
  size: { readonly rows: number; readonly columns: number },
  { map, range }: { readonly map: ColourMap; readonly range: number },
  most: { readonly rows: number; readonly columns: number },
): Bitmap {
  const { rows, columns, cells } = areaAverage(matrix, size, most);
  const pixels = new Uint32Array(rows * columns);
  colourCells(cells, map, range, pixels);
  return { width: columns, height: rows, pixels };
}

/**
 * The ink of 28×28 bytes between two colours.
 * @param background, @param ink as bytes R, G, B
 */
export function inkOf(
  bytes: Uint8Array,
  background: readonly [number, number, number],
  ink: readonly [number, number, number],
): Bitmap {
  const side = Math.sqrt(bytes.length);
  const rgba = new Uint8ClampedArray(4 * bytes.length);
  bytes.forEach((byte, at) => {
    const mixed = background.map((from, channel) => from + ((ink[channel] - from) * byte) / 255);
    rgba.set([...mixed, 255], 4 * at);
  });
  return { width: side, height: side, pixels: new Uint32Array(rgba.buffer) };
}

/** Repeats each pixel, by whole numbers. */
export function enlarged({ width, height, pixels }: Bitmap): Bitmap {
  const across = Math.ceil(minPixels / width);
  const down = Math.ceil(minPixels / height);
  const large = new Uint32Array(width * across * height * down);
  for (let y = 0; y < height * down; y++) {
    const from = Math.floor(y / down) * width;
    for (let x = 0; x < width * across; x++) large[y * width * across + x] = pixels[from + Math.floor(x / across)];
  }
  return { width: width * across, height: height * down, pixels: large };
}
