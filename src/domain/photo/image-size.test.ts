import { expect, test } from 'vitest';
import { seven, toJpeg, toPng } from '../../cli/testing/pictures.ts';
import { imageSize } from './image-size.ts';

const text = (letters: string) => Array.from(letters, (letter) => letter.charCodeAt(0));
/** The chunk's first bytes; a RIFF file's size does not matter here. */
const webp = (chunk: string, ...bytes: readonly number[]) =>
  Uint8Array.of(...text('RIFF'), 0, 0, 0, 0, ...text('WEBP'), ...text(chunk), 0, 0, 0, 0, ...bytes);

test.each<[string, Uint8Array, number, number]>([
  ['PNG', toPng(seven(37)), 37, 37],
  ['JPEG', toJpeg(seven(41), 70), 41, 41],
  ['JPEG with fill bytes', Uint8Array.of(0xff, 0xd8, 0xff, 0xff, 0xc2, 0, 8, 8, 0, 9, 1, 0, 1), 256, 9],
  ['GIF', Uint8Array.of(...text('GIF89a'), 7, 1, 3, 0), 263, 3],
  ['lossy WebP', webp('VP8 ', 0, 0, 0, 0x9d, 0x01, 0x2a, 0x10, 0x40, 0x20, 0x00), 16, 32],
  ['lossless WebP', webp('VP8L', 0x2f, 0x0f, 0xc0, 0x07, 0x00), 16, 32],
  ['extended WebP', webp('VP8X', 0, 0, 0, 0, 0xff, 0xff, 0x01, 0x02, 0x00, 0x00), 131_072, 3],
])('reads the size of a %s from its header', (_, bytes, width, height) => {
  expect(imageSize(bytes)).toEqual({ width, height });
});

test('a truncated file or one that is not a picture has no size', () => {
  expect(imageSize(toPng(seven(37)).subarray(0, 18))).toBeNull();
  expect(imageSize(toJpeg(seven(41), 70).subarray(0, 30))).toBeNull();
  expect(imageSize(Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 2))).toBeNull();
  expect(imageSize(webp('VP8?', 1, 2, 3))).toBeNull();
  expect(imageSize(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull();
  expect(imageSize(new Uint8Array())).toBeNull();
});
