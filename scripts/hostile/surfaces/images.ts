import fc from 'fast-check';
import { change, seven, toJpeg, toPng } from '../../../src/cli/testing/pictures.ts';
import { cmykJpeg, jpegOfScans, jpegWithRestarts } from '../../../src/cli/testing/plain-jpeg.ts';
import { hostileBytes } from '../bytes.ts';
import { claimingPng, withChecksums } from '../png.ts';
import { mebibyte, type Surface } from '../surface.ts';
import { drawingFiles } from './drawing-files.ts';

/** A grid of dots: as many pieces of ink as possible. */
const dots = (side: number) => ({ side, grey: (x: number, y: number) => (x % 2 === 0 && y % 2 === 0 ? 255 : 0) });
/** Thin slanted lines with overlapping frames. */
const lines = (side: number) => ({ side, grey: (x: number, y: number) => ((x * 3 + y) % 9 < 2 ? 255 : 0) });

const small = [12, 28, 40, 64, 90];
const wholeImages = [
  ...small.flatMap((side) => [toPng(seven(side)), toJpeg(seven(side), 80)]),
  ...small.flatMap((side) => [
    toPng(dots(side)),
    toPng(lines(side)),
    toPng(change(dots(side), (level) => 255 - level)),
  ]),
  toJpeg(seven(64), 80, { progressive: true }),
  toJpeg(dots(90), 95),
  cmykJpeg({ columns: 4, rows: 4 }),
  jpegWithRestarts({ columns: 8, rows: 8 }),
  jpegOfScans({ columns: 40, rows: 40 }, 400),
];

const claims = fc
  .record({
    width: fc.constantFrom(1, 800, 2000, 4000, 7000, 65_535, 100_000, 0x7fff_ffff),
    height: fc.constantFrom(1, 800, 2000, 4000, 7000, 65_535, 100_000, 0x7fff_ffff),
    pixelBits: fc.constantFrom(1 as const, 8 as const),
  })
  .map(({ width, height, pixelBits }) => claimingPng(width, height, pixelBits, 3));

/** PNG and JPEG files. */
export const imagesSurface: Surface<Uint8Array> = {
  name: 'images',
  sizeLimit: 64 * mebibyte,
  inputs: fc.oneof(
    { weight: 10, arbitrary: hostileBytes(wholeImages) },
    { weight: 10, arbitrary: hostileBytes(wholeImages.filter(([first]) => first === 0x89)).map(withChecksums) },
    { weight: 1, arbitrary: claims },
  ),
  open: () => drawingFiles('picture.png'),
};
