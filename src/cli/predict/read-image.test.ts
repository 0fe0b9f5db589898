import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { toGrey } from '../../domain/photo/grey-image.ts';
import { limits } from '../../domain/limits/limits.ts';
import { imageFormat, readImage } from './read-image.ts';
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

test('recognises the format by the first bytes', () => {
  expect(
    [toPng(picture), toJpeg(picture, 80), Uint8Array.of(0xff, 0xd8, 1), new Uint8Array()].map(imageFormat),
  ).toEqual(['PNG', 'JPEG', null, null]);
});

// 1 is grey, 2 RGB, 3 YCbCr; the last number is the subsampling of colours.
test.each([
  ['baseline', { color_space: 3, chroma_subsample: 1 }],
  ['baseline, with subsampled colours', { color_space: 3, chroma_subsample: 2, auto_subsample: false }],
  ['grey', { color_space: 1 }],
  ['RGB', { color_space: 2 }],
  ['progressive', { progressive: true }],
  ['progressive and grey', { progressive: true, color_space: 1 }],
])('reads a JPEG that is %s', async (_, options) => {
  const { levels, ...about } = await read(toJpeg(picture, 95, options));

  expect(about).toEqual({ width: 90, height: 90, isLossy: true });
  expect(distance(levels, (await readImage(toPng(picture), 'PNG')).levels)).toBeLessThan(40);
});

test('resets a JPEG with restart markers at each', async () => {
  const { levels, ...about } = await read(jpegWithRestarts({ columns: 5, rows: 3 }));

  expect(about).toEqual({ width: 40, height: 24, isLossy: true });
  expect(new Set(levels)).toEqual(new Set([136]));
});

test('ignores bytes behind the end of a JPEG, and stray bytes between its segments', async () => {
  const whole = toJpeg(picture, 80);
  const { levels } = await read(whole);
  const behind = Buffer.concat([whole, Buffer.from([1, 2, 0xff, 0xda, 0, 9])]);
  const strayed = Buffer.concat([whole.subarray(0, -2), Buffer.from([1, 2, 3, 4]), whole.subarray(-2)]);

  expect((await read(behind)).levels).toEqual(levels);
  expect((await read(strayed)).levels).toEqual(levels);
});

test('refuses a JPEG that is cut off anywhere, and the decoder prints nothing', async () => {
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
      // Read where only its end is missing.
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

test('refuses a JPEG whose coded data break off in the middle, even with an end marker', async () => {
  const whole = toJpeg(picture, 80);
  const broken = Buffer.concat([whole.subarray(0, -200), whole.subarray(-2)]);

  await expect(read(broken)).rejects.toThrow(/^is not a whole JPEG image$/);
});

test('reads the next file after a refused one', async () => {
  const whole = toJpeg(picture, 80);
  const { levels } = await read(whole);
  const before = Buffer.from(whole);
  // The Huffman tables are invalid.
  before.fill(0xff, before.indexOf(Buffer.from([0xff, 0xc4])) + 5, before.indexOf(Buffer.from([0xff, 0xda])));

  await expect(read(before)).rejects.toThrow(/^is not a whole JPEG image$/);
  expect((await read(whole)).levels).toEqual(levels);
  expect(levels).toEqual(toGrey(decodeJpeg(whole), true).levels);
});

test('refuses a JPEG in printing colours, and says so', async () => {
  await expect(read(cmykJpeg({ columns: 2, rows: 2 }))).rejects.toThrow(
    /^is a JPEG image of a kind that cannot be read, such as CMYK: save it in RGB$/,
  );
});

test('reads up to twenty scans of the largest picture, and more of a smaller one', async () => {
  const large = { columns: 625, rows: 625 };
  const begun = process.cpuUsage();
  await expect(read(jpegOfScans(large, 2_000))).rejects.toThrow(/^holds 2001 scans; of its size at most 20 are read$/);
  const { user, system } = process.cpuUsage(begun);

  expect((user + system) / 1000).toBeLessThan(1000);
  expect(new Set((await read(jpegOfScans({ columns: 20, rows: 20 }, 2_000))).levels)).toEqual(new Set([128]));
});

test('refuses a PNG in very many chunks, all but one empty, before decoding', async () => {
  const png = Buffer.from(toPng(picture));
  const beforeData = 8 + 25;
  const empty = Buffer.from([0, 0, 0, 0, 0x49, 0x44, 0x41, 0x54, 0x35, 0xaf, 0x06, 0x1e]);
  const inPieces = (pieces: number) =>
    Buffer.concat([png.subarray(0, beforeData), ...new Array<Buffer>(pieces).fill(empty), png.subarray(beforeData)]);
  expect(await readImage(inPieces(1_000), 'PNG')).toEqual(await readImage(png, 'PNG'));
  await expect(readImage(inPieces(limits.maxPngChunks), 'PNG')).rejects.toThrow('has more than 65536 chunks');
});

test('reads a JPEG without its end marker, and a PNG with bytes behind its end, as whole ones', async () => {
  const jpeg = toJpeg(picture, 80);
  expect((await read(jpeg.subarray(0, -2))).levels).toEqual((await read(jpeg)).levels);
  const png = toPng(seven(20));
  const behind = Buffer.concat([png, Buffer.from('a second picture')]);
  expect(await readImage(behind, 'PNG')).toEqual(await readImage(png, 'PNG'));
});
