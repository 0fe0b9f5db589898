import { expect, test } from 'vitest';
import { backgroundOf } from './background.ts';

const image = (width: number, height: number, grey: (x: number, y: number) => number) => ({
  width,
  height,
  levels: Uint8Array.from({ length: width * height }, (_, at) => grey(at % width, Math.floor(at / width))),
  isLossy: false,
});

test('a line does not change the background behind it, dark or light', () => {
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

test('follows falling light within a tenth of its range', () => {
  const paper = (x: number, y: number) => 100 + x / 2 + y / 3;
  const { levels } = image(240, 120, (x, y) => Math.round(paper(x, y)));
  const background = backgroundOf({ width: 240, height: 120, levels, isLossy: false }, 0.5, 1 / 5);
  let worst = 0;
  background.forEach((level, at) => {
    worst = Math.max(worst, Math.abs(level - paper(at % 240, Math.floor(at / 240))));
  });
  expect(worst).toBeLessThan(16);
});

test('follows corners less than half as bright as the middle, also behind a bold line', () => {
  const paper = (x: number, y: number) => 235 * (1 - 1.1 * ((x / 240 - 0.5) ** 2 + (y / 200 - 0.5) ** 2));
  const background = backgroundOf(
    image(240, 200, (x, y) => Math.round(x > 100 && x < 130 && y > 30 && y < 170 ? 20 : paper(x, y))),
    0.8,
    1 / 3,
  );
  let worst = 0;
  background.forEach((level, at) => {
    worst = Math.max(worst, Math.abs(level - paper(at % 240, Math.floor(at / 240))));
  });
  expect(worst).toBeLessThan(10);
});

test('does not take ink at the edges for falling light', () => {
  const background = backgroundOf(
    image(120, 120, (x) => (x > 50 && x < 72 ? 0 : 200)),
    0.8,
    1 / 3,
  );
  expect(new Set(background)).toEqual(new Set([200]));
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
