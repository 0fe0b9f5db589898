/**
 * A person's digits as one .zip of two files in MNIST's own format (IDX): images, [count × 28 × 28] bytes, and labels,
 * [count].
 */

import { strToU8, unzipSync, zipSync } from 'fflate';
import { parseIdx } from '../../domain/data-files/idx.ts';
import { limits } from '../../domain/limits/limits.ts';

const imagesName = 'my-digits-images-idx3-ubyte';
const labelsName = 'my-digits-labels-idx1-ubyte';
const side = 28;

const maxImagesBytes = limits.maxDigits * side * side + 16;

const readme = `Digits drawn in Gatescope, in the IDX format of MNIST:
${imagesName}: 28x28 bytes for each digit, 0 background to 255 full ink
${labelsName}: one byte for each digit, 0 to 9
`;

export type LabelledImages = { readonly images: Uint8Array; readonly labels: Uint8Array };

export function zipDigits({ images, labels }: LabelledImages): Uint8Array<ArrayBuffer> {
  return zipSync({
    [imagesName]: idx(images, [labels.length, side, side]),
    [labelsName]: idx(labels, [labels.length]),
    'README.txt': strToU8(readme),
  });
}

/**
 * @returns null where these are not the bytes of such a .zip, or of one with no digits or more than `limits.maxDigits`
 */
export function unzipDigits(bytes: Uint8Array): LabelledImages | null {
  if (bytes.length > limits.maxDigitsBytes) return null;
  const seen: string[] = [];
  try {
    const files = unzipSync(bytes, {
      filter({ name, originalSize }) {
        const isFirst = !seen.includes(name);
        if (seen.push(name) > limits.maxZipEntries) throw new RangeError('Too many files.');
        return isFirst && (name === imagesName || name === labelsName) && originalSize <= maxImagesBytes;
      },
    });
    const images = parseIdx(files[imagesName]);
    const labels = parseIdx(files[labelsName]);
    const count = labels.values.length;
    const fits = images.shape.join() === [count, side, side].join() && labels.shape.length === 1;
    const isRight = fits && count > 0 && count <= limits.maxDigits && labels.values.every((label) => label <= 9);
    return isRight ? { images: images.values, labels: labels.values } : null;
  } catch {
    // Neither library says more than that the file is invalid.
    return null;
  }
}

function idx(values: Uint8Array, shape: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + values.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, 0x08, shape.length]);
  shape.forEach((size, at) => {
    view.setUint32(4 + 4 * at, size);
  });
  bytes.set(values, 4 + 4 * shape.length);
  return bytes;
}
