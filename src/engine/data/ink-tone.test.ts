import { expect, test } from 'vitest';
import { loadMnist } from './mnist.ts';
import { dataDirectory } from '../testing/start.ts';
import { toneOfInk } from './ink-tone.ts';

const image = (side: number, levels: Uint8Array) => ({ width: side, height: side, levels, isLossy: false });

test('the tone of MNIST digits is found, white on black and black on white', async () => {
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

test('corners as dark as half the paper are not taken for ink', () => {
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
