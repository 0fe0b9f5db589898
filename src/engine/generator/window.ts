/**
 * The window τ: only the τ rows before a row decide it, as if the image began with them. The state is started anew for
 * each row: the rows from τ above it on are moved to the top, and what is predicted after the last of them counts.
 */

import { pixelCount, rowLength, rows } from '../../domain/sequence.ts';
import { batchSize, type GeneratorNetwork } from './generator-network.ts';

type Reader = Pick<GeneratorNetwork, 'logits' | 'seenRows'>;

/** As many rows as there are before the last one: the whole past. */
const wholePast = rows - 1;

/** The image's rows from `start` on at the top of `seenRows` rows; blank below the last. */
function from(image: Uint8Array, start: number, seenRows: number): Uint8Array {
  const moved = new Uint8Array(seenRows * rowLength);
  moved.set(image.subarray(start * rowLength, Math.min(rows, start + seenRows) * rowLength));
  return moved;
}

/**
 * The logits of one row of several images, given the `window` rows above it.
 * @param network that reads all rows
 * @param images binarised, at most batchSize
 * @param row from 1
 * @returns [count × 28]
 */
export async function logitsOfRow(
  network: Reader,
  images: Uint8Array,
  row: number,
  window: number,
  labels: Uint8Array | null,
): Promise<Float32Array> {
  const start = Math.max(0, row - window);
  const count = images.length / pixelCount;
  const moved = new Uint8Array(images.length);
  for (let image = 0; image < count; image++) {
    const whole = images.subarray(image * pixelCount, (image + 1) * pixelCount);
    moved.set(from(whole, start, rows), image * pixelCount);
  }
  const logits = await network.logits(moved, { labels, inside: new Uint8Array(count).fill(start === 0 ? 0 : 1) });
  const found = new Float32Array(count * rowLength);
  for (let image = 0; image < count; image++) {
    const at = image * pixelCount + (row - 1 - start) * rowLength;
    found.set(logits.subarray(at, at + rowLength), image * rowLength);
  }
  return found;
}

/**
 * The logits after every row, [count × 28 × 28], each given the `window` rows up to it; 0 after the last, which predicts
 * nothing, unless the whole past is given.
 * @param network that sees at least window + 1 rows
 * @param images binarised, at most batchSize
 * @throws the signal's reason once aborted
 */
export async function logitsWithin(
  network: Reader,
  images: Uint8Array,
  window: number,
  labels: Uint8Array | null = null,
  signal?: AbortSignal,
): Promise<Float32Array> {
  if (window >= wholePast) return network.logits(images, { labels, inside: null });
  const { seenRows } = network;
  const starts = rows - window;
  const total = (images.length / pixelCount) * starts;
  const found = new Float32Array(images.length);
  for (let first = 0; first < total; first += batchSize) {
    signal?.throwIfAborted();
    const parts = Array.from({ length: Math.min(batchSize, total - first) }, (_, place) => ({
      image: Math.floor((first + place) / starts),
      start: (first + place) % starts,
    }));
    const moved = new Uint8Array(parts.length * seenRows * rowLength);
    parts.forEach(({ image, start }, place) => {
      const whole = images.subarray(image * pixelCount, (image + 1) * pixelCount);
      moved.set(from(whole, start, seenRows), place * seenRows * rowLength);
    });
    const logits = await network.logits(moved, {
      labels: labels && Uint8Array.from(parts, ({ image }) => labels[image]),
      inside: Uint8Array.from(parts, ({ start }) => (start === 0 ? 0 : 1)),
    });
    parts.forEach(({ image, start }, place) => {
      // Up to its last row the first part has fewer rows above; of every other part only what follows the last counts.
      const row = start === 0 ? 0 : window - 1;
      const at = place * seenRows * rowLength;
      const read = logits.subarray(at + row * rowLength, at + window * rowLength);
      found.set(read, image * pixelCount + (start + row) * rowLength);
    });
  }
  return found;
}
