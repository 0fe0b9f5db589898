import { expect, test } from 'vitest';
import { loadMnist } from '../../engine/data/mnist.ts';
import { dataDirectory } from '../../engine/testing/start.ts';
import { reachesEdges, toneByShape, toneOfInk } from './ink-tone.ts';

const image = (side: number, levels: Uint8Array) => ({ width: side, height: side, levels, isLossy: false });

test('detects the tone of MNIST digits, white on black and black on white', async () => {
  const { images } = (await loadMnist(dataDirectory)).test;
  for (let index = 0; index < 100; index++) {
    const digit = images.slice(784 * index, 784 * index + 784);
    expect(toneOfInk(image(28, digit))).toBe('light');
    expect(
      toneOfInk(
        image(
          28,
          digit.map((level) => 255 - level),
        ),
      ),
    ).toBe('dark');
  }
});

test('does not take corners half as bright as the paper for ink', () => {
  const paper = (x: number, y: number) => 230 - (115 * ((x - 50) ** 2 + (y - 50) ** 2)) / 5000;
  const dark = Uint8Array.from({ length: 10_000 }, (_, at) => {
    const [x, y] = [at % 100, Math.floor(at / 100)];
    return x > 44 && x < 54 && y > 20 && y < 80 ? 30 : paper(x, y);
  });
  expect(toneOfInk(image(100, dark))).toBe('dark');
  expect(
    toneOfInk(
      image(
        100,
        dark.map((level) => 255 - level),
      ),
    ),
  ).toBe('light');
});

/** 20×20 levels from a rule: 0 where it holds, 255 elsewhere. */
const blackWhere = (isBlack: (x: number, y: number) => boolean) =>
  image(
    20,
    Uint8Array.from({ length: 400 }, (_, at) => (isBlack(at % 20, Math.floor(at / 20)) ? 0 : 255)),
  );

const inverted = ({ levels, ...rest }: ReturnType<typeof image>) => ({ ...rest, levels: levels.map((v) => 255 - v) });

test.each<[string, (x: number, y: number) => boolean]>([
  ['a bold ring', (x, y) => Math.hypot(x - 9.5, y - 9.5) < 10.5 && Math.hypot(x - 9.5, y - 9.5) > 3],
  ['a bold slanted line', (x, y) => Math.abs(x + y - 19) < 13],
  ['a bold seven', (x, y) => y < 8 || Math.abs(x + 0.4 * y - 15) < 5],
])('%s cropped to its ink has the tone of its one piece', (_, isBlack) => {
  const cropped = blackWhere(isBlack);
  expect(toneByShape(cropped)).toBe('dark');
  expect(toneByShape(inverted(cropped))).toBe('light');
});

test('if both are one piece, the one with fewer edges is the ink', () => {
  const block = blackWhere((x, y) => x > 0 && x < 19 && y > 1);
  expect(toneByShape(block)).toBe('dark');
  expect(toneByShape(inverted(block))).toBe('light');
});

test('a shadow over one side does not have the shape of ink', () => {
  expect(toneByShape(blackWhere((x) => x > 11))).toBeNull();
});

test('ink reaches the edges from a twentieth of them on', () => {
  // A 20×20 picture has 76 border pixels.
  const ink = (edge: number) => ({ width: 20, height: 20, coverage: new Uint8Array(400).fill(255, 0, edge) });
  expect(reachesEdges(ink(3))).toBe(false);
  expect(reachesEdges(ink(4))).toBe(true);
  expect(reachesEdges({ ...ink(0), coverage: new Uint8Array(400).fill(127) })).toBe(false);
});
