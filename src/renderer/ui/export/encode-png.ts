/** Pixels as the `data:` address of a PNG, by a canvas. */

import type { EncodePng } from '../../lab/score/words/cells.ts';

export const encodePng: EncodePng = ({ width, height, pixels }) => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(new Uint8ClampedArray(pixels.slice().buffer), width, height);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas.toDataURL('image/png');
};
