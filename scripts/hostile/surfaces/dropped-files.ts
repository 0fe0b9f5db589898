import fc from 'fast-check';
import { seven, toJpeg, toPng } from '../../../src/cli/testing/pictures.ts';
import { isTooLarge } from '../../../src/engine/data/grey-image.ts';
import { openPicture } from '../../../src/renderer/draw/picture.ts';
import { hostileBytes } from '../bytes.ts';
import { insist, mebibyte, type Surface } from '../surface.ts';
import { claimingPng } from '../png.ts';

type DroppedFile = { readonly bytes: Uint8Array; readonly type: string };

const others = [
  '<svg xmlns="http://www.w3.org/2000/svg" width="99999"/>',
  '<!doctype html><script>1</script>',
  'RIFFxxxxWEBPVP8X',
  '',
];

const files: fc.Arbitrary<DroppedFile> = fc.record({
  bytes: fc.oneof(
    {
      weight: 6,
      arbitrary: hostileBytes([toPng(seven(28)), toJpeg(seven(40), 80), claimingPng(60_000, 60_000, 8, 1)]),
    },
    { weight: 2, arbitrary: hostileBytes(others.map((text) => new TextEncoder().encode(text))) },
  ),
  type: fc.constantFrom('image/png', 'image/jpeg', 'image/svg+xml', 'text/html', ''),
});

const sentences = {
  notImage: 'This file is no image that can be opened here.',
  tooLarge: 'This image is too large.',
  nothingOnIt: 'Nothing on this image stands out from its background.',
} as const;

/**
 * Files that are dropped or pasted on the page. The browser's decoder is a stand-in here: it makes a grey picture of whatever size
 * the file says, and must never be given a file that says too much.
 */
export const droppedFilesSurface: Surface<DroppedFile> = {
  name: 'dropped-files',
  sizeLimit: 64 * mebibyte,
  inputs: files,
  open() {
    const page = globalThis as unknown as Record<string, unknown>;
    page.createImageBitmap = async (file: Blob) => decoded(new Uint8Array(await file.arrayBuffer()));
    page.OffscreenCanvas = StandInCanvas;
    return Promise.resolve({
      async feed({ bytes, type }) {
        const picture = await openPicture(new Blob([Uint8Array.from(bytes)], { type }));
        return typeof picture === 'string' ? sentences[picture] : null;
      },
      close() {
        Reflect.deleteProperty(page, 'createImageBitmap');
        Reflect.deleteProperty(page, 'OffscreenCanvas');
        return Promise.resolve();
      },
    });
  },
};

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
