import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadMnist } from '../../engine/data/mnist.ts';
import { randomStream } from '../../domain/random.ts';
import { dataDirectory } from '../../engine/testing/start.ts';
import { readDigits } from './read-digits.ts';
import { change, type Picture, seven, toJpeg, toPng } from '../testing/pictures.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-digits-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(content: Uint8Array | string, name = 'digit'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function pixelsOf(image: Uint8Array): Promise<Uint8Array> {
  const { count, drawings } = await readDigits(await write(image));
  const [digits] = drawings;
  const pixels = digits.at(0);
  expect(count).toBe(1);
  if (!pixels) throw new Error('Nothing was found.');
  return pixels;
}

/** Mean difference of two pictures of 28×28 bytes. */
function distance(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, value, index) => sum + Math.abs(value - other[index]), 0) / one.length;
}

const invert = (picture: Picture) => change(picture, (level) => 255 - level);

describe('recovers a digit of MNIST saved as a 28×28 image', () => {
  let originals: Uint8Array[];

  beforeAll(async () => {
    const { images } = (await loadMnist(dataDirectory)).test;
    originals = Array.from({ length: 20 }, (_, digit) => images.subarray(digit * 784, (digit + 1) * 784));
  });

  const pictureOf = (pixels: Uint8Array): Picture => ({ side: 28, grey: (x, y) => pixels[y * 28 + x] });

  // Greys are stretched until the strongest is 255, which moves MNIST's 253 and its neighbours a little.
  test.each([
    ['unchanged from a PNG', 0.5, (digit: Picture) => toPng(digit)],
    ['unchanged from a PNG in black on white', 0.5, (digit: Picture) => toPng(invert(digit))],
    ['almost unchanged from a JPEG', 4, (digit: Picture) => toJpeg(digit, 90)],
  ])('%s', async (_, tolerance, encode) => {
    for (const original of originals) {
      expect(distance(await pixelsOf(encode(pictureOf(original))), original)).toBeLessThan(tolerance);
    }
  });
});

describe('reads a large picture like a clean one of the same digit', () => {
  const digit = seven(300);
  const random = randomStream(1, 'order');
  const onPaper = (level: number) => 210 - 0.6 * level + random.uniform(-12, 12);

  test.each([
    ['as a JPEG of low quality', () => toJpeg(invert(digit), 40)],
    ['on noisy paper', () => toPng(change(digit, onPaper))],
    ['in light from one side', () => toPng(change(digit, (level, x) => onPaper(level) * (1 - x / 750)))],
    ['on dusty paper', () => toPng(change(digit, (level, x, y) => (x < 4 && y % 60 < 3 ? 40 : onPaper(level))))],
    [
      'in black on a transparent background',
      () =>
        toPng(
          change(digit, () => 0),
          (x, y) => digit.grey(x, y),
        ),
    ],
    [
      'in white on a transparent background',
      () =>
        toPng(
          change(digit, () => 255),
          (x, y) => digit.grey(x, y),
        ),
    ],
  ])('%s', async (_, make) => {
    expect(distance(await pixelsOf(make()), await pixelsOf(toPng(digit)))).toBeLessThan(4);
  });
});

test('returns strokes in order, and nothing where there are none', async () => {
  const line = [
    [0, 0],
    [0, 50],
  ];
  const { count, drawings } = await readDigits(
    await write(JSON.stringify([{ strokes: [line] }, { strokes: [] }, { strokes: [[]] }]), 'digits.JSON'),
  );
  const [[first], ...others] = drawings;

  expect(count).toBe(3);
  expect(first.reduce((most, value) => Math.max(most, value))).toBe(255);
  expect(others).toEqual([[], []]);
});

test('returns digits side by side from left to right, from an image and from strokes', async () => {
  const one = seven(60);
  const pair = { side: 120, grey: (x: number, y: number) => (y < 60 ? one.grey(x % 60, y) : 0) };
  const [digits] = (await readDigits(await write(toPng(pair)))).drawings;
  expect(digits).toHaveLength(2);
  // They fall differently on the raster's pixels.
  expect(distance(digits[0], digits[1])).toBeLessThan(2);

  const strokes = [30, 0].map((left) => [
    [left, 0],
    [left, 50],
  ]);
  const [drawn] = (await readDigits(await write(JSON.stringify([{ strokes }]), 'pair.json'))).drawings;
  expect(drawn).toHaveLength(2);
});

/** Declares this size; with a `side` of 8000 in a file that could hold it. */
function hugePng(side: number): Uint8Array {
  const png = toPng(seven(28));
  png.writeUInt32BE(side, 16);
  png.writeUInt32BE(side, 20);
  return side < 8000 ? png : Buffer.concat([png, Buffer.alloc(10_000)]);
}

test.each<[string, () => Uint8Array | string, string, RegExp]>([
  ['a white image', () => toPng(change(seven(50), () => 255)), 'white.png', /nothing is drawn on it/],
  ['mere noise', () => toPng(change(seven(50), (_, x, y) => 200 + ((x * 7 + y * 13) % 9))), 'noise.png', /nothing is/],
  ['a cut PNG', () => toPng(seven(50)).subarray(0, 80), 'cut.png', /^is not a whole PNG image$/],
  ['a PNG of 20 bytes', () => toPng(seven(50)).subarray(0, 20), 'tiny.png', /^is not a whole PNG image$/],
  ['a cut JPEG', () => toJpeg(seven(50), 90).subarray(0, 200), 'cut.jpg', /^is not a whole JPEG image$/],
  [
    'an image of 64 megapixels',
    () => hugePng(8000),
    'huge.png',
    /^has more than 25 megapixels, or more than 16384 pix/,
  ],
  ['an image far larger than its file', () => hugePng(4000), 'empty.png', /^is not a whole PNG image$/],
  ['something else', () => 'hello', 'letter.txt', /^is neither a PNG or JPEG image nor a \.json file of strokes$/],
  ['text that is not JSON', () => '[{', 'cut.json', /^is not JSON \((at position 2|line 1 column 3)\)$/],
])('refuses %s in words that follow its name', async (_, make, name, message) => {
  await expect(readDigits(await write(make(), name))).rejects.toThrow(message);
});

test('refuses a stroke file too large for its drawings before reading it', async () => {
  const empty = '[]'.padEnd(16 * 2 ** 20);
  expect((await readDigits(await write(empty, 'full.json'))).count).toBe(0);
  await expect(readDigits(await write(`${empty} `, 'over.json'))).rejects.toThrow('is larger than the 16 MiB');
});

test('refuses a missing file and a folder', async () => {
  await expect(readDigits(join(folder, 'nowhere.png'))).rejects.toThrow(/^cannot be read \(ENOENT/);
  await expect(readDigits(folder)).rejects.toThrow(/^cannot be read \(EISDIR/);
});
