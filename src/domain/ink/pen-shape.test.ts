import { expect, test } from 'vitest';
import { randomStream } from '../random.ts';
import { curve, type Handwriting, line, writeShape } from './pen-shape.ts';

/** Writes a shape as it is described: a unit of the box is a raster unit. */
const exact: Handwriting = {
  ...{ size: 150, penWidth: 10, middle: [50, 70], jitter: 0, bend: 0, turn: 0 },
  ...{ slant: [0, 0], aspect: [1, 1] },
};

const write = (hand: Handwriting, seed = 1) =>
  writeShape([line('0,0 100,140'), curve('10,20 60,80 90,30')], hand, randomStream(seed, 'probes'));

test('a line has the points it was given, and a curve goes smoothly through its own', () => {
  const [straight, bent] = write(exact);
  expect(straight.points).toEqual([
    { x: 0, y: 0, width: 10 },
    { x: 100, y: 140, width: 10 },
  ]);
  expect([0, 10, 20].map((at) => bent.points[at])).toMatchObject([
    { x: 10, y: 20 },
    { x: 60, y: 80 },
    { x: 90, y: 30 },
  ]);
  const turns = bent.points.slice(2).map(({ x, y }, index) => {
    const [a, b] = [bent.points[index], bent.points[index + 1]];
    return Math.abs(Math.atan2(y - b.y, x - b.x) - Math.atan2(b.y - a.y, b.x - a.x));
  });
  // The straight way would turn by 95° at once.
  expect(Math.max(...turns)).toBeLessThan(Math.PI / 4);
});

test('a hand slants, stretches, and moves points, the same for the same seed', () => {
  const [slanted] = write({ ...exact, slant: [0.5, 0.5], aspect: [2, 2] });
  expect(slanted.points.map(({ x, y }) => [x, y])).toEqual([
    [50 - 2 * 50 - 35, 0],
    [50 + 2 * 50 + 35, 140],
  ]);
  const free = { ...exact, jitter: 5, bend: 5, turn: 0.2 };
  expect(write(free)).toEqual(write(free));
  expect(write(free)).not.toEqual(write(free, 2));
  for (const { points } of write({ ...exact, jitter: 5 })) expect(points[0].width).toBe(10);
  const [{ points }] = write({ ...exact, jitter: 5 });
  expect(Math.max(Math.abs(points[0].x), Math.abs(points[0].y))).toBeLessThanOrEqual(5);
});
