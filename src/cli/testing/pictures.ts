/** Pictures of digits for the tests, as PNG and JPEG files. Grey functions return 0, black, to 255, white. */

import type { EncodeOptions } from '@jsquash/jpeg/meta.js';
import { PNG } from 'pngjs';
import { encodeJpeg } from './jpeg-codec.ts';

export type Picture = { readonly side: number; readonly grey: (x: number, y: number) => number };

/** A white seven on black, drawn with lines a tenth of the side wide. */
export function seven(side: number): Picture {
  const size = side / 2;
  const pen = side / 10;
  const grey = (x: number, y: number) => {
    const column = x - side / 4;
    const row = y - side / 4;
    const isInside = column >= 0 && column < size && row >= 0 && row < size;
    const isStem = Math.abs(column - (size - row * 0.6)) < pen;
    return isInside && (row < pen || isStem) ? 255 : 0;
  };
  return { side, grey };
}

export function change({ side, grey }: Picture, by: (level: number, x: number, y: number) => number): Picture {
  return { side, grey: (x, y) => by(grey(x, y), x, y) };
}

/** @param opacity of each pixel, 0 to 255 */
export function toPng(picture: Picture, opacity: Picture['grey'] = () => 255): Buffer {
  const { side } = picture;
  const png = new PNG({ width: side, height: side });
  png.data = toRgba(picture, opacity);
  return PNG.sync.write(png);
}

/** @param quality 1 to 100 */
export function toJpeg(picture: Picture, quality: number, options?: Partial<EncodeOptions>): Buffer {
  const { side } = picture;
  return encodeJpeg({ width: side, height: side, data: toRgba(picture, () => 255) }, quality, options);
}

function toRgba({ side, grey }: Picture, opacity: Picture['grey']): Buffer {
  const data = Buffer.alloc(side * side * 4);
  for (let pixel = 0; pixel < side * side; pixel++) {
    const x = pixel % side;
    const y = Math.floor(pixel / side);
    const level = Math.round(Math.min(255, Math.max(0, grey(x, y))));
    data.fill(level, 4 * pixel, 4 * pixel + 3);
    data[4 * pixel + 3] = opacity(x, y);
  }
  return data;
}
