import { strToU8, zipSync } from 'fflate';
import { unzipDigits, zipDigits } from '../../../src/renderer/digits/digits-zip.ts';
import { hostileBytes } from '../bytes.ts';
import { insist, mebibyte, type Surface } from '../surface.ts';

const digits = zipDigits({ images: new Uint8Array(3 * 784).fill(9), labels: Uint8Array.of(3, 1, 4) });
const stored = zipSync({ 'my-digits-labels-idx1-ubyte': Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 5) }, { level: 0 });
const strangers = zipSync({ '../../x': strToU8('x'), __proto__: strToU8('y'), '/etc/passwd': new Uint8Array(3) });
const bomb = zipSync({ 'my-digits-images-idx3-ubyte': new Uint8Array(24 * mebibyte) });

/** Exports of digits that are imported on the page. */
export const digitsZipSurface: Surface<Uint8Array> = {
  name: 'digits-zip',
  sizeLimit: 16 * mebibyte,
  inputs: hostileBytes([digits, stored, strangers, bomb]),
  open: () => Promise.resolve({ feed: (bytes) => Promise.resolve(read(bytes)), close: () => Promise.resolve() }),
};

function read(bytes: Uint8Array): string | null {
  const found = unzipDigits(bytes);
  if (!found) return 'The file is not an export of digits.';
  const { images, labels } = found;
  insist(images.length === 784 * labels.length, 'There are other images than labels.');
  insist(
    labels.every((label) => label <= 9),
    'There is a label beyond 9.',
  );
  return null;
}
