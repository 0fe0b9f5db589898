/** Takes off the slope of the light that fell on a sheet of paper when it was photographed. */

import { createHistogram, quantile } from './histogram.ts';
import type { GreyImage } from './read-image.ts';

/** Median grey of each edge. Medians do not mind a line that runs over the edge. */
export function edgeLevels({ width, height, levels }: GreyImage) {
  const medianOf = (pixels: Uint8Array) => quantile(createHistogram(pixels), 0.5);
  const column = (x: number) => Uint8Array.from({ length: height }, (_, y) => levels[y * width + x]);
  return {
    left: medianOf(column(0)),
    right: medianOf(column(width - 1)),
    top: medianOf(levels.subarray(0, width)),
    bottom: medianOf(levels.subarray(width * (height - 1))),
  };
}

/** The same image with the plane through the middles of its edges made level. */
export function levelled(image: GreyImage): GreyImage {
  const { width, height, levels } = image;
  const { left, right, top, bottom } = edgeLevels(image);
  const perColumn = (right - left) / Math.max(1, width - 1);
  const perRow = (bottom - top) / Math.max(1, height - 1);
  if (perColumn === 0 && perRow === 0) return image;
  const even = Uint8Array.from(levels, (level, index) => {
    const x = (index % width) - (width - 1) / 2;
    const y = Math.floor(index / width) - (height - 1) / 2;
    return Math.min(255, Math.max(0, Math.round(level - x * perColumn - y * perRow)));
  });
  return { ...image, levels: even };
}
