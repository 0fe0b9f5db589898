/** An animated GIF, frame by frame, played over and over. It has no canvas, and no clock. */

import { applyPalette, GIFEncoder, quantize } from 'gifenc';

/** Of a frame's 256, one is for pixels that stay. */
const colours = 255;
/** Of them, kept as they are: paper and ink must not take on a hue. */
const exactColours = 64;

export type GifWriter = {
  /**
   * @param pixels [height × width] opaque, as `ImageData` has them: R, G, B, A
   * @param delay until the next frame, in milliseconds; a GIF counts hundredths of a second
   */
  readonly add: (pixels: Uint8ClampedArray, delay: number) => void;
  /** The whole file; nothing can be added after it. */
  readonly finish: () => Uint8Array<ArrayBuffer>;
};

/** Each frame has the colours that suit it best, the most frequent exactly, and holds only what differs from the one before. */
export function gifWriter(width: number, height: number): GifWriter {
  const encoder = GIFEncoder();
  let before: Uint32Array | null = null;
  return {
    add: (pixels, delay) => {
      if (pixels.length !== 4 * width * height) throw new Error('The frame is not as large as the film.');
      // A copy: the caller may paint the next frame into the same memory.
      const now = new Uint32Array(pixels.slice().buffer);
      const exact = frequentColours(now);
      const palette = [...exact.keys()].map(channelsOf);
      const few = palette.length < exactColours;
      if (!few) palette.push(...quantize(pixels, colours - palette.length, { format: 'rgb565' }));
      const indices = few ? new Uint8Array(now.length) : applyPalette(pixels, palette, 'rgb565');
      const same = palette.length;
      const last = before;
      now.forEach((pixel, at) => {
        indices[at] = pixel === last?.[at] ? same : (exact.get(pixel) ?? indices[at]);
      });
      before = now;
      encoder.writeFrame(indices, width, height, {
        palette: [...palette, [0, 0, 0]],
        delay,
        ...{ transparent: last !== null, transparentIndex: last ? same : 0, dispose: 1 },
      });
    },
    finish: () => {
      encoder.finish();
      return Uint8Array.from(encoder.bytes());
    },
  };
}

/** The most frequent colours of the pixels, each with its place in the palette. */
function frequentColours(pixels: Uint32Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let from = 0; from < pixels.length;) {
    const colour = pixels[from];
    let to = from + 1;
    while (pixels[to] === colour) to++;
    counts.set(colour, (counts.get(colour) ?? 0) + to - from);
    from = to;
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a).slice(0, exactColours);
  return new Map(sorted.map(([colour], place) => [colour, place]));
}

/** Of a pixel as processors have it that run us: the lowest byte is red. */
function channelsOf(pixel: number): [number, number, number] {
  return [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
}
