/** Replaces the browser's picture decoder where there is none. */

import { isTooLarge } from '../../src/domain/photo/grey-image.ts';
import { insist } from './surface.ts';

/**
 * A decoder that makes a grey picture of the size that a PNG declares, and must never get a file that declares too
 * much.
 * @returns a function that removes it
 */
export function standInForDecoder(): () => void {
  const page = globalThis as unknown as Record<string, unknown>;
  page.createImageBitmap = async (file: Blob) => decoded(new Uint8Array(await file.arrayBuffer()));
  page.OffscreenCanvas = StandInCanvas;
  return () => {
    Reflect.deleteProperty(page, 'createImageBitmap');
    Reflect.deleteProperty(page, 'OffscreenCanvas');
  };
}

const smallest = 32;

function decoded(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer);
  const isPng = bytes.length >= 24 && bytes[0] === 0x89;
  const size = isPng
    ? { width: view.getUint32(16), height: view.getUint32(20) }
    : { width: smallest, height: smallest };
  insist(!isTooLarge(size), 'A picture that is too large was decoded.');
  if (size.width * size.height === 0) throw new TypeError('The source image could not be decoded.');
  return { width: Math.min(size.width, 999), height: Math.min(size.height, 999), close: () => undefined };
}

/** A canvas on which every drawing leaves a bar. */
function StandInCanvas(width: number, height: number) {
  return {
    getContext: () => ({
      drawImage: () => undefined,
      getImageData: () => ({
        width,
        height,
        data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) =>
          (at >> 2) % width === 9 ? 255 : at & 3 ? 20 : 255,
        ),
      }),
    }),
  };
}
