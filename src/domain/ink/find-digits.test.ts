import { describe, expect, test } from 'vitest';
import { randomStream } from '../random.ts';
import { dataDirectory } from '../../engine/testing/start.ts';
import { findDigits } from './find-digits.ts';
import { blankInk, type Ink, rasterise, type Stroke } from './ink.ts';
import { loadMnist } from '../../engine/data/mnist.ts';
import { writeHand } from '../../engine/data/testing/draw-hands.ts';
import { hands } from '../../engine/data/testing/hands.ts';
import { sideBySide } from '../../engine/data/testing/side-by-side.ts';
import { limits } from '../limits/limits.ts';

const line = (...points: [number, number][]): Stroke => ({
  erases: false,
  points: points.map(([x, y]) => ({ x, y, width: 16 })),
});

const boundsOf = (...strokes: Stroke[]) => findDigits(rasterise(strokes)).map(({ bounds }) => bounds);

describe('finds one digit in', () => {
  test.each<[string, Stroke[]]>([
    [
      'a 5 whose bar is detached',
      [line([110, 70], [105, 130], [150, 130], [150, 210], [100, 215]), line([140, 60], [190, 60])],
    ],
    ['an open 4 of two strokes', [line([90, 60], [80, 160], [190, 160]), line([165, 110], [165, 240])]],
    ['a 4 whose stem is apart from its angle', [line([90, 60], [80, 160], [140, 160]), line([158, 60], [158, 240])]],
    ['a crossed 7', [line([90, 60], [190, 60], [130, 230]), line([120, 150], [180, 145])]],
    ['a line broken in the middle', [line([140, 40], [140, 120]), line([140, 150], [140, 230])]],
    ['a 1 with a stray dot beside it', [line([140, 40], [140, 230]), line([240, 200])]],
  ])('%s', (_, strokes) => {
    expect(boundsOf(...strokes)).toHaveLength(1);
  });

  test('999 of the first 1,000 test digits of MNIST', async () => {
    const { images } = (await loadMnist(dataDirectory)).test;
    const inks = Array.from({ length: 1000 }, (_, index) => mnistInk(images, index));
    expect(inks.filter((ink) => findDigits(ink).length !== 1).length).toBeLessThanOrEqual(1);
  });

  test('every synthetic hand', () => {
    for (const [index, hand] of hands.entries()) {
      const ink = rasterise(writeHand(hand, index % 2 === 0 ? 0.5 : 1.4, 120, randomStream(6, 'probes', index)));
      expect(findDigits(ink), `${hand.digit} ${hand.name}`).toHaveLength(1);
    }
  });
});

test('finds nothing without ink', () => {
  expect(findDigits(blankInk())).toEqual([]);
});

test('a single digit keeps all its ink, specks included', () => {
  const ink = rasterise([line([140, 40], [140, 230]), line([240, 200])]);
  expect(findDigits(ink)[0].ink).toBe(ink);
});

test('returns digits from left to right with their own ink, whatever the drawing order', () => {
  const ink = rasterise([line([200, 60], [200, 220]), line([60, 60], [120, 60], [80, 220])]);
  const [seven, one] = findDigits(ink);
  expect(seven.bounds.right).toBeLessThan(one.bounds.left);
  expect(seven.ink.coverage.map((value, at) => value + one.ink.coverage[at])).toEqual(ink.coverage);
});

test('assigns a small part to the nearer digit', () => {
  const strokes = [line([60, 60], [60, 220]), line([90, 220]), line([220, 60], [220, 220])];
  expect(boundsOf(...strokes).map(({ right }) => right > 95)).toEqual([true, true]);
});

test('separates slanted neighbours that overlap', () => {
  expect(boundsOf(line([120, 60], [60, 220]), line([190, 60], [122, 220]))).toHaveLength(2);
});

test('separates two and three MNIST digits side by side, from gaps of a tenth of their height on', async () => {
  const { images } = (await loadMnist(dataDirectory)).test;
  let wrong = 0;
  for (let index = 0; index < 300; index++) {
    const random = randomStream(7, 'probes', index);
    const number = 2 + (index % 2);
    const inks = Array.from({ length: number }, () => mnistInk(images, random.integer(10_000)));
    const gaps = Array.from({ length: number - 1 }, () => random.uniform(0.1, 1));
    wrong += Number(findDigits(sideBySide(inks, gaps)).length !== number);
  }
  expect(wrong).toBeLessThanOrEqual(6);
});

function mnistInk(images: Uint8Array, index: number): Ink {
  return { width: 28, height: 28, coverage: images.subarray(784 * index, 784 * index + 784) };
}

test('treats countless dots as one drawing, without delay', () => {
  const dots = (count: number) => {
    const ink = blankInk();
    for (let dot = 0; dot < count; dot++) ink.coverage[(dot % 140) * 2 + Math.floor(dot / 140) * 2 * ink.width] = 255;
    return ink;
  };
  expect(findDigits(dots(limits.maxInkPieces + 1))).toHaveLength(1);
  const all = dots(140 * 140);
  expect(findDigits(all)).toEqual([{ bounds: { left: 0, top: 0, right: 279, bottom: 279 }, ink: all }]);
});
