import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { toGrey } from '../../domain/photo/grey-image.ts';
import { imageFormat, readImage } from './read-image.ts';
import { maxPngChunks } from './png-chunks.ts';
import { decodeJpeg } from '../testing/jpeg-codec.ts';
import { seven, toJpeg, toPng } from '../testing/pictures.ts';
import { cmykJpeg, jpegOfScans, jpegWithRestarts } from '../testing/plain-jpeg.ts';

const picture = seven(90);
const read = (bytes: Uint8Array) => readImage(bytes, 'JPEG');

/** Largest difference of two pictures' levels. */
function distance(one: Uint8Array, other: Uint8Array): number {
  expect(one).toHaveLength(other.length);
  return one.reduce((most, level, at) => Math.max(most, Math.abs(level - other[at])), 0);
}

test('the format is told by the first bytes', () => {
  expect(
    [toPng(picture), toJpeg(picture, 80), Uint8Array.of(0xff, 0xd8, 1), new Uint8Array()].map(imageFormat),
  ).toEqual(['PNG', 'JPEG', null, null]);
});

// 1 is grey, 2 RGB, 3 YCbCr; the last number is by how many pixels colours are coarser.
test.each([
  ['baseline', { color_space: 3, chroma_subsample: 1 }],
  ['baseline, colours in half the size', { color_space: 3, chroma_subsample: 2, auto_subsample: false }],
  ['grey', { color_space: 1 }],
  ['RGB', { color_space: 2 }],
  ['progressive', { progressive: true }],
  ['progressive and grey', { progressive: true, color_space: 1 }],
])('a JPEG that is %s shows what was drawn', async (_, options) => {
  const { levels, ...about } = await read(toJpeg(picture, 95, options));

  expect(about).toEqual({ width: 90, height: 90, isLossy: true });
  expect(distance(levels, (await readImage(toPng(picture), 'PNG')).levels)).toBeLessThan(40);
});

test('a JPEG with restart markers begins anew at each', async () => {
  const { levels, ...about } = await read(jpegWithRestarts({ columns: 5, rows: 3 }));

  expect(about).toEqual({ width: 40, height: 24, isLossy: true });
  expect(new Set(levels)).toEqual(new Set([136]));
});

test('what lies behind the end of a JPEG, or strays between its segments, is of no matter', async () => {
  const whole = toJpeg(picture, 80);
  const { levels } = await read(whole);
  const behind = Buffer.concat([whole, Buffer.from([1, 2, 0xff, 0xda, 0, 9])]);
  const strayed = Buffer.concat([whole.subarray(0, -2), Buffer.from([1, 2, 3, 4]), whole.subarray(-2)]);

  expect((await read(behind)).levels).toEqual(levels);
  expect((await read(strayed)).levels).toEqual(levels);
});

test('a JPEG that is cut off anywhere is refused, and the decoder says nothing of its own', async () => {
  const said = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn'), vi.spyOn(console, 'log')];
  const files = [
    toJpeg(picture, 80),
    toJpeg(picture, 80, { progressive: true }),
    jpegWithRestarts({ columns: 9, rows: 9 }),
  ];
  const cut = fc.constantFrom(...files).chain((file) => fc.nat(file.length - 1).map((end) => file.subarray(0, end)));

  const whole = new Set(await Promise.all(files.map(async (file) => (await read(file)).levels.join())));
  await fc.assert(
    fc.asyncProperty(cut, async (bytes) => {
      // Where nothing but its end is missing, it is read.
      const found = await read(bytes).catch((error: unknown) => error as Error);
      if (found instanceof Error) expect(found.message).toMatch(/^is not a whole JPEG image$/);
      else expect(whole).toContain(found.levels.join());
    }),
    { numRuns: 60, examples: files.flatMap((file) => [[file.subarray(0, -1)], [file.subarray(0, -40)]]) },
  );
  said.forEach((spy) => {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  });
});

test('a JPEG whose coded data break off in the middle, though its end is there, is refused', async () => {
  const whole = toJpeg(picture, 80);
  const broken = Buffer.concat([whole.subarray(0, -200), whole.subarray(-2)]);

  await expect(read(broken)).rejects.toThrow(/^is not a whole JPEG image$/);
});

test('after a file that was refused the next one is read as ever', async () => {
  const whole = toJpeg(picture, 80);
  const { levels } = await read(whole);
  const before = Buffer.from(whole);
  // The Huffman tables are worth nothing.
  before.fill(0xff, before.indexOf(Buffer.from([0xff, 0xc4])) + 5, before.indexOf(Buffer.from([0xff, 0xda])));

  await expect(read(before)).rejects.toThrow(/^is not a whole JPEG image$/);
  expect((await read(whole)).levels).toEqual(levels);
  expect(levels).toEqual(toGrey(decodeJpeg(whole), true).levels);
});

test('a JPEG in printing colours is refused for what it is', async () => {
  await expect(read(cmykJpeg({ columns: 2, rows: 2 }))).rejects.toThrow(
    /^is a JPEG image of a kind that cannot be read, such as CMYK: save it in RGB$/,
  );
});

test('scans are read up to twenty of the largest picture, more of a smaller one', async () => {
  const large = { columns: 625, rows: 625 };
  const begun = process.cpuUsage();
  await expect(read(jpegOfScans(large, 2_000))).rejects.toThrow(/^holds 2001 scans; of its size at most 20 are read$/);
  const { user, system } = process.cpuUsage(begun);

  expect((user + system) / 1000).toBeLessThan(1000);
  expect(new Set((await read(jpegOfScans({ columns: 20, rows: 20 }, 2_000))).levels)).toEqual(new Set([128]));
});

test('a PNG in very many pieces, all but one of them empty, is refused before it is decoded', async () => {
  const png = Buffer.from(toPng(picture));
  const beforeData = 8 + 25;
  const empty = Buffer.from([0, 0, 0, 0, 0x49, 0x44, 0x41, 0x54, 0x35, 0xaf, 0x06, 0x1e]);
  const inPieces = (pieces: number) =>
    Buffer.concat([png.subarray(0, beforeData), ...new Array<Buffer>(pieces).fill(empty), png.subarray(beforeData)]);
  expect(await readImage(inPieces(1_000), 'PNG')).toEqual(await readImage(png, 'PNG'));
  await expect(readImage(inPieces(maxPngChunks), 'PNG')).rejects.toThrow('is in more than 65536 pieces');
});

test('a JPEG without its end marker, and a PNG with bytes behind its end, are read as whole ones', async () => {
  const jpeg = toJpeg(picture, 80);
  expect((await read(jpeg.subarray(0, -2))).levels).toEqual((await read(jpeg)).levels);
  const png = toPng(seven(20));
  const behind = Buffer.concat([png, Buffer.from('a second picture')]);
  expect(await readImage(behind, 'PNG')).toEqual(await readImage(png, 'PNG'));
});
