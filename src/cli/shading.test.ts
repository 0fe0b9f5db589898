import { expect, test } from 'vitest';
import { levelled } from './shading.ts';

const image = (width: number, height: number, grey: (x: number, y: number) => number) => ({
  width,
  height,
  levels: Uint8Array.from({ length: width * height }, (_, at) => grey(at % width, Math.floor(at / width))),
  isLossy: false,
});

test('paper in light from one corner becomes even, and a line on it keeps its depth', () => {
  const paper = (x: number, y: number) => 100 + 2 * x + y;
  const isLine = (x: number, y: number) => x === 10 && y > 5 && y < 25;
  const { levels } = levelled(image(21, 31, (x, y) => paper(x, y) - (isLine(x, y) ? 50 : 0)));
  expect(levels).toEqual(image(21, 31, (x, y) => 135 - (isLine(x, y) ? 50 : 0)).levels);
});

test('an even image stays as it is, of one pixel too', () => {
  const even = image(9, 5, (x, y) => (x === 4 && y === 2 ? 0 : 200));
  const dot = image(1, 1, () => 90);
  expect(levelled(even)).toBe(even);
  expect(levelled(dot)).toBe(dot);
});
