import { afterEach, expect, test, vi } from 'vitest';
import { centreDigit } from '../../domain/ink/centre.ts';
import { openPicture, pictureOf } from './picture.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A bar of `ink` on paper of grey 120. */
function bar(ink: number) {
  const levels = new Uint8Array(100 * 100).fill(120);
  for (let y = 20; y < 80; y++) levels.fill(ink, y * 100 + 44, y * 100 + 56);
  return { width: 100, height: 100, levels, isLossy: false };
}

test('finds dark and light ink, with the same result', () => {
  const [dark, light] = [pictureOf(bar(20)), pictureOf(bar(240))];
  expect([dark?.tone, light?.tone]).toEqual(['dark', 'light']);
  expect(dark && centreDigit(dark.ink)?.pixels).toEqual(light && centreDigit(light.ink)?.pixels);
});

test('can switch the ink to the other tone and back', () => {
  const ring = bar(20);
  for (let y = 30; y < 70; y++) ring.levels.fill(230, y * 100 + 47, y * 100 + 53);
  const dark = pictureOf(ring, 'dark');
  const light = dark?.otherTone();
  expect(light?.tone).toBe('light');
  expect(light?.otherTone()?.ink).toEqual(dark?.ink);
});

test('finds no picture on an even sheet', () => {
  expect(pictureOf(bar(120))).toBeNull();
});

test('refuses a file beyond 64 MiB before decoding', async () => {
  expect(await openPicture({ size: 65 * 2 ** 20 } as Blob)).toBe('tooLarge');
});

test('refuses a small file that declares a huge picture, and one that is no picture, before decoding', async () => {
  const decode = vi.fn();
  vi.stubGlobal('createImageBitmap', decode);
  const gif = (width: number, height: number) => new Blob([gifOf(width, height)]);
  expect(await openPicture(gif(60_000, 60_000))).toBe('tooLarge');
  expect(await openPicture(gif(16_385, 1))).toBe('tooLarge');
  expect(await openPicture(new Blob(['<svg width="9" height="9"/>'], { type: 'image/svg+xml' }))).toBe('notImage');
  expect(decode).not.toHaveBeenCalled();
});

function gifOf(width: number, height: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...new TextEncoder().encode('GIF89a'), ...[width, height].flatMap((n) => [n % 256, n >> 8])]);
}

/** A browser that decodes every file to 28×28 pixels: a stroke with edges fainter than JPEG's noise around one. */
function decodeToStroke() {
  const data = new Uint8ClampedArray(28 * 28 * 4).fill(255);
  const row = [240, 127, 0, 127, 240];
  for (let y = 6; y < 22; y++)
    row.forEach((grey, x) => data.fill(grey, (y * 28 + 12 + x) * 4, (y * 28 + 12 + x) * 4 + 3));
  vi.stubGlobal('createImageBitmap', () => Promise.resolve({ width: 28, height: 28, close: () => undefined }));
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => ({ drawImage: () => undefined, getImageData: () => ({ width: 28, height: 28, data }) });
    },
  );
}

test('tells lossy files by their first bytes: a PNG keeps its faint edges, whatever its declared type', async () => {
  decodeToStroke();
  const gif = gifOf(28, 28);
  const png = new Uint8Array(24);
  png.set([0x89, 0x50, 0x4e, 0x47]);
  png.set([0, 0, 0, 28, 0, 0, 0, 28], 16);
  const inked = async (start: Uint8Array<ArrayBuffer>, type: string) => {
    const picture = await openPicture(new Blob([start], { type }));
    return typeof picture === 'string' ? picture : picture.ink.coverage.filter((coverage) => coverage > 0).length;
  };
  const lossy = await inked(gif, 'image/gif');
  expect(lossy).toBeGreaterThan(0);
  expect(await inked(png, 'image/png')).toBeGreaterThan(Number(lossy));
  expect(await inked(png, '')).toBe(await inked(png, 'image/png'));
  expect(await inked(gif, 'image/png')).toBe(lossy);
});
