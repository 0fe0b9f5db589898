/** Whether ink is dark on light, as on paper, or light on dark, as in MNIST and as a drawing is read. Pure. */

/** Looked at, spread over all images: more would say nothing else. */
const mostLookedAt = 1000;
/** From here on a pixel is light. */
const light = 128;

/**
 * By the pixels of the borders, which ink seldom reaches: light where most of them are 128 or more.
 * @param images [count × height × width] bytes
 */
export function isOnLight(
  images: Uint8Array,
  { width, height, count }: { readonly width: number; readonly height: number; readonly count: number },
): boolean {
  const apart = Math.max(1, Math.floor(count / mostLookedAt));
  let [pixels, lightPixels] = [0, 0];
  for (let index = 0; index < count; index += apart) {
    for (let y = 0; y < height; y++) {
      const isEdge = y === 0 || y === height - 1;
      for (let x = 0; x < width; x += isEdge || width === 1 ? 1 : width - 1) {
        pixels++;
        if (images[(index * height + y) * width + x] >= light) lightPixels++;
      }
    }
  }
  return lightPixels > pixels / 2;
}

/** Dark and light change places, in place. */
export function invertImages(images: Uint8Array): void {
  for (let at = 0; at < images.length; at++) images[at] = 255 - images[at];
}
