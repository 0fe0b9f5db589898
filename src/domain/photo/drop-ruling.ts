/** Removes the lines of ruled or squared paper: fainter than the ink, and straight across. */

/** [height × width] how far each pixel differs from the paper, 0 to 255. */
export type Contrasts = { readonly width: number; readonly height: number; readonly contrasts: Uint8Array };

/** Lines are sought in this many strips along a picture, so that they may be slightly tilted. */
const strips = 8;

/** What all but this share of a strip's length has in common is a line across it. */
const brokenShare = 0.25;

/** Relative to the strongest ink; anything stronger may be a stroke through the strip. */
const maxContrast = 0.5;

/** The strongest ink is that of this share of pixels and more. */
const strongest = 0.01;

/** Removes ruling. @returns [height × width] contrasts */
export function dropRuling({ width, height, contrasts }: Contrasts): Uint8Array {
  const sorted = contrasts.toSorted();
  const limit = maxContrast * sorted[Math.floor((1 - strongest) * (sorted.length - 1))];
  const cleaned = Uint8Array.from(contrasts);
  for (let strip = 0; strip < strips; strip++) {
    const [left, right] = [strip, strip + 1].map((edge) => Math.round((edge * width) / strips));
    const [top, bottom] = [strip, strip + 1].map((edge) => Math.round((edge * height) / strips));
    for (let y = 0; y < height; y++) {
      takeLine(Array.from({ length: right - left }, (_, place) => y * width + left + place));
    }
    for (let x = 0; x < width; x++) {
      takeLine(Array.from({ length: bottom - top }, (_, place) => (top + place) * width + x));
    }
  }
  return cleaned;

  /** Subtracts what the pixels at `places` have in common, unless it is ink. */
  function takeLine(places: readonly number[]): void {
    const values = places.map((at) => contrasts[at]).sort((a, b) => a - b);
    const common = values[Math.floor(brokenShare * (values.length - 1))];
    if (common === 0 || common > limit) return;
    const line = values[Math.floor(0.5 * (values.length - 1))];
    for (const at of places) if (contrasts[at] <= limit) cleaned[at] = Math.max(0, cleaned[at] - line);
  }
}
