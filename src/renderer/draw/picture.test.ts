import { expect, test, vi } from 'vitest';
import { centreDigit } from '../../engine/data/centre.ts';
import { openPicture, pictureOf } from './picture.ts';

/** A bar of `ink` on paper of grey 120. */
function bar(ink: number) {
  const levels = new Uint8Array(100 * 100).fill(120);
  for (let y = 20; y < 80; y++) levels.fill(ink, y * 100 + 44, y * 100 + 56);
  return { width: 100, height: 100, levels, isLossy: false };
}

test('ink is found dark or light, and comes out the same', () => {
  const [dark, light] = [pictureOf(bar(20)), pictureOf(bar(240))];
  expect([dark?.tone, light?.tone]).toEqual(['dark', 'light']);
  expect(dark && centreDigit(dark.ink)?.pixels).toEqual(light && centreDigit(light.ink)?.pixels);
});

test('what is of the other tone can be taken for the ink, and back', () => {
  const ring = bar(20);
  for (let y = 30; y < 70; y++) ring.levels.fill(230, y * 100 + 47, y * 100 + 53);
  const dark = pictureOf(ring, 'dark');
  const light = dark?.otherTone();
  expect(light?.tone).toBe('light');
  expect(light?.otherTone()?.ink).toEqual(dark?.ink);
});

test('an even sheet is no picture', () => {
  expect(pictureOf(bar(120))).toBeNull();
});

test('a file beyond 64 MiB is refused before it is decoded', async () => {
  expect(await openPicture({ size: 65 * 2 ** 20 } as Blob)).toBe('tooLarge');
});

test('a small file that says it is a huge picture, and one that is no picture, are refused before they are decoded', async () => {
  const decode = vi.fn();
  vi.stubGlobal('createImageBitmap', decode);
  const gif = (width: number, height: number) =>
    new Blob([new TextEncoder().encode('GIF89a'), Uint16Array.of(width, height)]);
  expect(await openPicture(gif(60_000, 60_000))).toBe('tooLarge');
  expect(await openPicture(gif(16_385, 1))).toBe('tooLarge');
  expect(await openPicture(new Blob(['<svg width="9" height="9"/>'], { type: 'image/svg+xml' }))).toBe('notImage');
  expect(decode).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});
