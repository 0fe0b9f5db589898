/** Many digits on one canvas, each pixel of a digit a sharp block. */

import { thumbnailSide } from './grid-layout.ts';

const side = 28;
const pixelCount = side * side;

export type Thumbnail = {
  /** Index of the digit within `pixels`. */
  readonly index: number;
  /** Upper left corner, CSS pixels. */
  readonly x: number;
  readonly y: number;
};

export type ThumbnailPicture = {
  /** [count × 784] bytes, 0 background to 255 full ink. */
  readonly pixels: Uint8Array;
  readonly thumbnails: readonly Thumbnail[];
  /** Size of the canvas, CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  /** CSS colours. */
  readonly ink: string;
  readonly background: string;
};

/** Paints `picture` over whatever the canvas showed; null empties it. For `pictureOn`. */
export function thumbnailPainter(canvas: HTMLCanvasElement): (picture: ThumbnailPicture | null) => void {
  const context = canvas.getContext('2d', { alpha: true });
  const strip = new OffscreenCanvas(side, side);
  const pen = strip.getContext('2d', { willReadFrequently: false });
  return (picture) => {
    if (!context || !pen) return;
    canvas.width = Math.round((picture?.width ?? 0) * (picture?.pixelRatio ?? 1));
    canvas.height = Math.round((picture?.height ?? 0) * (picture?.pixelRatio ?? 1));
    if (!picture || picture.thumbnails.length === 0) return;
    layOutStrip(pen, picture);
    context.imageSmoothingEnabled = false;
    context.fillStyle = picture.background;
    const scaled = (length: number) => Math.round(length * picture.pixelRatio);
    const size = scaled(thumbnailSide);
    for (const [place, { x, y }] of picture.thumbnails.entries()) {
      context.fillRect(scaled(x), scaled(y), size, size);
      context.drawImage(strip, 0, place * side, side, side, scaled(x), scaled(y), size, size);
    }
  };
}

/** All thumbnails below one another in the ink's colour, for a single upload. */
function layOutStrip(pen: OffscreenCanvasRenderingContext2D, { pixels, thumbnails, ink }: ThumbnailPicture): void {
  const image = new ImageData(side, side * thumbnails.length);
  for (const [place, { index }] of thumbnails.entries()) {
    for (let at = 0; at < pixelCount; at++) {
      image.data[(place * pixelCount + at) * 4 + 3] = pixels[index * pixelCount + at];
    }
  }
  pen.canvas.width = side;
  pen.canvas.height = image.height;
  pen.putImageData(image, 0, 0);
  // Colours only what is there, so that no number has to be parsed from a CSS colour.
  pen.globalCompositeOperation = 'source-in';
  pen.fillStyle = ink;
  pen.fillRect(0, 0, side, image.height);
}
