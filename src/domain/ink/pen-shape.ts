/**
 * Shapes written as lists of points, and a hand that writes them. Each shape is in a box 100 wide and 140 high, y down.
 * A curve goes smoothly through its points, a line straight.
 */

import type { RandomStream } from '../random.ts';
import type { Stroke } from './ink.ts';

export type PenStroke = {
  readonly kind: 'curve' | 'line';
  readonly points: readonly (readonly [x: number, y: number])[];
};

export type PenShape = { readonly name: string; readonly strokes: readonly PenStroke[] };

/** A stroke from its points, as `10,20 30,40`. */
function penStroke(kind: PenStroke['kind'], text: string): PenStroke {
  return { kind, points: text.split(' ').map((pair) => pair.split(',').map(Number) as [number, number]) };
}

export const curve = (text: string): PenStroke => penStroke('curve', text);
export const line = (text: string): PenStroke => penStroke('line', text);

const [boxWidth, boxHeight] = [100, 140];

/** How a hand writes a shape. */
export type Handwriting = {
  /** Height of the shape and diameter of the pen, in raster units. */
  readonly size: number;
  readonly penWidth: number;
  /** Middle of the shape, in raster units. */
  readonly middle: readonly [x: number, y: number];
  /** Largest distance of a point from where it belongs, and of a bend, in units of the box. */
  readonly jitter: number;
  readonly bend: number;
  /** Largest turn in either direction, in radians. */
  readonly turn: number;
  /** Range of units across per unit up, and of width to height against the box. */
  readonly slant: readonly [number, number];
  readonly aspect: readonly [number, number];
};

/** One shape in a random handwriting: its points moved, then rotated, slanted, stretched and bent. */
export function writeShape(shape: readonly PenStroke[], hand: Handwriting, random: RandomStream): Stroke[] {
  const { size, penWidth: width, middle, jitter, bend } = hand;
  const around = (range: number) => random.uniform(-range, range);
  const angle = around(hand.turn);
  const slant = random.uniform(...hand.slant);
  const aspect = random.uniform(...hand.aspect);
  const [bendX, bendY, phaseX, phaseY] = [around(bend), around(bend), around(3), around(3)];
  const scale = (size - width) / boxHeight;
  return shape.map(({ kind, points }) => ({
    erases: false,
    points: follow(
      kind,
      points.map(([x, y]): [number, number] => [x + around(jitter), y + around(jitter)]),
    ).map(([px, py]) => {
      const y = py - boxHeight / 2 + bendY * Math.sin(px / 30 + phaseY);
      const x = aspect * (px - boxWidth / 2 + bendX * Math.sin(py / 35 + phaseX)) + slant * y;
      return {
        x: middle[0] + scale * (x * Math.cos(angle) - y * Math.sin(angle)),
        y: middle[1] + scale * (x * Math.sin(angle) + y * Math.cos(angle)),
        width,
      };
    }),
  }));
}

/** Points of a curve from one to the next. */
const between = 10;

/** Points along a path: straight from one to the next, or a Catmull–Rom spline through them. */
function follow(kind: PenStroke['kind'], points: readonly [number, number][]): [number, number][] {
  if (kind === 'line') return [...points];
  const at = (index: number) => points[Math.min(points.length - 1, Math.max(0, index))];
  const way = points.slice(1).flatMap((_, segment) =>
    Array.from({ length: between }, (_, step): [number, number] => {
      const t = step / between;
      const along = (axis: 0 | 1) => {
        const [a, b, c, d] = [segment - 1, segment, segment + 1, segment + 2].map((index) => at(index)[axis]);
        return b + (t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))) / 2;
      };
      return [along(0), along(1)];
    }),
  );
  return [...way, at(points.length)];
}
