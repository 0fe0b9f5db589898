import { expect, test } from 'vitest';
import { backgroundOf } from './background.ts';

const image = (width: number, height: number, grey: (x: number, y: number) => number) => ({
  width,
  height,
  levels: Uint8Array.from({ length: width * height }, (_, at) => grey(at % width, Math.floor(at / width))),
  isLossy: false,
});

test('a line changes nothing of the paper behind it, dark or light', () => {
  for (const [ink, share] of [
    [0, 0.8],
    [255, 0.2],
  ]) {
    const background = backgroundOf(
      image(120, 90, (x) => (x > 50 && x < 64 ? ink : 200)),
      share,
      1 / 3,
    );
    expect(new Set(background)).toEqual(new Set([200]));
  }
});

test('light that falls off is followed, within a tenth of its range', () => {
  const paper = (x: number, y: number) => 100 + x / 2 + y / 3;
  const { levels } = image(240, 120, (x, y) => Math.round(paper(x, y)));
  const background = backgroundOf({ width: 240, height: 120, levels, isLossy: false }, 0.5, 1 / 5);
  let worst = 0;
  background.forEach((level, at) => {
    worst = Math.max(worst, Math.abs(level - paper(at % 240, Math.floor(at / 240))));
  });
  expect(worst).toBeLessThan(16);
});

test('a single pixel is its own background', () => {
  expect([
    ...backgroundOf(
      image(1, 1, () => 90),
      0.8,
      1 / 3,
    ),
  ]).toEqual([90]);
});
