/** Tells whether ink is dark on light, as on paper, or light on dark, as in MNIST and in drawings. Pure. */

/** Images sampled, spread over the set: more would not change the result. */
const lookedAt = 1000;
/** Pixels from this level on are light. */
const light = 128;

/**
 * Decides by the border pixels, which ink seldom reaches: light if most of them are 128 or more.
 * @param images [count × height × width] bytes
 */
export function isOnLight(
  images: Uint8Array,
  { width, height, count }: { readonly width: number; readonly height: number; readonly count: number },
): boolean {
  const apart = Math.max(1, Math.floor(count / lookedAt));
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

/** Swaps dark and light in place. */
export function invertImages(images: Uint8Array): void {
  for (let at = 0; at < images.length; at++) images[at] = 255 - images[at];
}
