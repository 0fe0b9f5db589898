import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seven, toJpeg } from '../../cli/testing/pictures.ts';
import { endOfImage, jpegSegments, startOfScan } from './jpeg-segments.ts';

const markersOf = (bytes: Uint8Array) => Array.from(jpegSegments(bytes), ({ marker }) => marker);

test("finds a complete file's tables, frame, scan and end", () => {
  const found = [...jpegSegments(toJpeg(seven(40), 80, { optimize_coding: true }))];
  const markers = found.map(({ marker }) => marker);

  expect(new Set(markers)).toEqual(new Set([0xe0, 0xdb, 0xc0, 0xc4, startOfScan, endOfImage]));
  expect(markers.slice(-2)).toEqual([startOfScan, endOfImage]);
  expect(found[0].content.getUint32(0)).toBe(0x4a464946);
});

test('skips coded data, fill bytes, restarts and stray bytes, and stops at the end', () => {
  const comment = [0xff, 0xfe, 0, 3, 7];
  const coded = [1, 0xff, 0, 0xda, 0xff, 0xd0, 5, 0xff, 0xff];

  expect(
    markersOf(Uint8Array.of(0xff, 0xd8, 9, 9, 0xff, 0x01, 0xff, 0xff, ...comment, ...coded, 0xff, 0xd9, ...comment)),
  ).toEqual([0xfe, endOfImage]);
});

test('stops at a segment longer than the file or shorter than its length field', () => {
  const comment = [0xff, 0xfe, 0, 3, 7];

  expect(markersOf(Uint8Array.of(0xff, 0xd8, ...comment, 0xff, 0xe1, 0, 9, 1, 0xff, 0xd9))).toEqual([0xfe]);
  expect(markersOf(Uint8Array.of(0xff, 0xd8, ...comment, 0xff, 0xe1, 0, 1, 0xff, 0xd9))).toEqual([0xfe]);
  expect(markersOf(Uint8Array.of(0xff, 0xd8, ...comment, 0xff, 0xe1, 0))).toEqual([0xfe]);
});

test('in any bytes, each segment lies within them and after the previous one', () => {
  const bytes = fc.array(fc.oneof(fc.constantFrom(0xff, 0, 1, 2, 0xd9, 0xda), fc.nat(255)), { maxLength: 200 });
  fc.assert(
    fc.property(bytes, (values) => {
      let end = 2;
      for (const { marker, content } of jpegSegments(Uint8Array.from(values))) {
        if (marker === endOfImage) continue;
        expect(content.byteOffset).toBeGreaterThanOrEqual(end + 4);
        end = content.byteOffset + content.byteLength;
        expect(end).toBeLessThanOrEqual(values.length);
        expect(values[content.byteOffset - 3]).toBe(marker);
      }
    }),
  );
});
