/** An SVG as the page shows it, as an image to paint with, as a file and as a PNG. */

const type = 'image/svg+xml';

/** An address to show it at. A `blob:` address would make a canvas unreadable that an SVG with HTML in it is painted on. */
export function svgAddress(svg: string): string {
  return `data:${type};charset=utf-8,${encodeURIComponent(svg)}`;
}

/** The file. */
export function svgFile(svg: string): Blob {
  return new Blob([svg], { type });
}

/** Ready to be painted. @throws where the browser cannot draw it */
export async function svgImage(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = svgAddress(svg);
  await image.decode();
  return image;
}

/**
 * A PNG with `scale` pixels per unit; null where the browser cannot make a picture that large.
 * @throws where the browser cannot draw it
 */
export async function rasterised(svg: string, scale: number): Promise<Blob | null> {
  const image = await svgImage(svg);
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * scale;
  canvas.height = image.naturalHeight * scale;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
}
