import { expect, test } from 'vitest';
import { orientationOf, upright } from './orientation.ts';
import { seven, toJpeg } from '../testing/pictures.ts';

/** A JPEG with an EXIF segment that holds another tag and the orientation. */
function withOrientation(value: number, little: boolean): Uint8Array {
  const tiff = new DataView(new ArrayBuffer(8 + 2 + 24 + 4));
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d);
  tiff.setUint16(2, 42, little);
  tiff.setUint32(4, 8, little);
  tiff.setUint16(8, 2, little);
  tiff.setUint16(10, 0x010f, little);
  tiff.setUint16(22, 0x0112, little);
  tiff.setUint16(24, 3, little);
  tiff.setUint32(26, 1, little);
  tiff.setUint16(30, value, little);
  const jpeg = toJpeg(seven(20), 80);
  const length = 2 + 6 + tiff.byteLength;
  const segment = [0xff, 0xe1, length >> 8, length & 255, ...new TextEncoder().encode('Exif\0\0')];
  return Uint8Array.from([...jpeg.subarray(0, 2), ...segment, ...new Uint8Array(tiff.buffer), ...jpeg.subarray(2)]);
}

test.each([true, false])('reads the orientation, little-endian: %s', (little) => {
  for (let value = 1; value <= 8; value++) expect(orientationOf(withOrientation(value, little))).toBe(value);
  expect(orientationOf(withOrientation(0, little))).toBe(1);
  expect(orientationOf(withOrientation(9, little))).toBe(1);
});

test('treats a picture without complete EXIF data as upright', () => {
  expect(orientationOf(toJpeg(seven(20), 80))).toBe(1);
  const whole = withOrientation(6, true);
  // The segment ends at byte 50.
  for (let length = 0; length < 50; length++) expect(orientationOf(whole.slice(0, length))).toBe(1);
});

test('turns every orientation upright with the same result', () => {
  // F of 2 × 3 pixels as each orientation stores it: 1 2 / 3 4 / 5 6.
  const stored: [width: number, values: number[]][] = [
    [2, [1, 2, 3, 4, 5, 6]],
    [2, [2, 1, 4, 3, 6, 5]],
    [2, [6, 5, 4, 3, 2, 1]],
    [2, [5, 6, 3, 4, 1, 2]],
    [3, [1, 3, 5, 2, 4, 6]],
    [3, [2, 4, 6, 1, 3, 5]],
    [3, [6, 4, 2, 5, 3, 1]],
    [3, [5, 3, 1, 6, 4, 2]],
  ];
  stored.forEach(([width, values], index) => {
    const image = { width, height: 6 / width, levels: Uint8Array.from(values), isLossy: true };
    const turned = upright(image, (index + 1) as Parameters<typeof upright>[1]);
    expect([turned.width, turned.height]).toEqual([2, 3]);
    expect([...turned.levels], `orientation ${index + 1}`).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
