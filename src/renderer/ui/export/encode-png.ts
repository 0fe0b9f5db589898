/** Pixels as the `data:` URL of a PNG, by a canvas. */

/** Opaque pixels as `ImageData` stores them: R, G, B, A. */
export type Bitmap = { readonly width: number; readonly height: number; readonly pixels: Uint32Array };

/** Makes a `data:` URL of a PNG. */
export type EncodePng = (bitmap: Bitmap) => string;

export const encodePng: EncodePng = ({ width, height, pixels }) => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(new Uint8ClampedArray(pixels.slice().buffer), width, height);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas.toDataURL('image/png');
};
