/**
 * Draws the shapes of `hands.ts` the way different people would, and passes them through the drawing pad's pipeline.
 */

import { randomStream, type RandomStream } from '../../../domain/random.ts';
import { centreDigit } from '../../../domain/ink/centre.ts';
import { rasterise, rasterSide, type Stroke, typicalPenWidth } from '../../../domain/ink/ink.ts';
import { type Hand, hands, type HandStroke } from './hands.ts';

export type DrawnDigit = {
  readonly hand: Hand;
  /** Relative to the typical pen's width. */
  readonly penWidth: number;
  /** Height on the pad, in raster units. */
  readonly size: number;
  /** From the middle of the pad to the middle of the ink, in raster units. */
  readonly offCentre: number;
  readonly pixels: Uint8Array;
};

/** Relative to the typical pen's width. */
export const penWidths = [0.5, 0.7, 1, 1.4, 2];

/** Height of a digit on the pad, in raster units. */
const sizes = [200, 200, 120, 60];

/**
 * @param people each draws every shape once with each pen: rotated by up to 10°, slanted, stretched, bent, anywhere on
 * the pad, sometimes tiny
 */
export function drawHands(people: number, seed = 1): DrawnDigit[] {
  return Array.from({ length: people * hands.length * penWidths.length }, (_, index) => {
    const random = randomStream(seed, 'probes', index);
    const hand = hands[index % hands.length];
    const penWidth = penWidths[Math.floor(index / hands.length) % penWidths.length];
    const size = sizes[random.integer(sizes.length)];
    const centred = centreDigit(rasterise(writeHand(hand, penWidth, size, random)));
    if (!centred) throw new Error(`The ${hand.digit} ${hand.name} lies outside the pad.`);
    const { x, y, width, height } = centred.crop;
    const offCentre = Math.hypot(x + width / 2 - rasterSide / 2, y + height / 2 - rasterSide / 2);
    return { hand, penWidth, size, offCentre, pixels: centred.pixels };
  });
}

/**
 * One shape in a random handwriting: rotated, slanted, stretched and bent, anywhere on the pad.
 * @param penWidth relative to the typical pen's width
 * @param size height on the pad, in raster units
 */
export function writeHand({ strokes }: Hand, penWidth: number, size: number, random: RandomStream): Stroke[] {
  const around = (range: number) => random.uniform(-range, range);
  const width = (penWidth * typicalPenWidth * size) / 200;
  const angle = around(Math.PI / 18);
  const slant = random.uniform(-0.25, 0.15);
  const aspect = random.uniform(0.75, 1.2);
  const [bendX, bendY, phaseX, phaseY] = [around(5), around(5), around(3), around(3)];
  const room = (rasterSide - 1.25 * size) / 2;
  const middle = { x: rasterSide / 2 + around(room), y: rasterSide / 2 + around(room) };
  const scale = (size - width) / 140;
  return strokes.map(({ kind, points }) => ({
    erases: false,
    points: follow(
      kind,
      points.map(([x, y]): [number, number] => [x + around(2.5), y + around(2.5)]),
    ).map(([px, py]) => {
      const y = py - 70 + bendY * Math.sin(px / 30 + phaseY);
      const x = aspect * (px - 50 + bendX * Math.sin(py / 35 + phaseX)) + slant * y;
      return {
        x: middle.x + scale * (x * Math.cos(angle) - y * Math.sin(angle)),
        y: middle.y + scale * (x * Math.sin(angle) + y * Math.cos(angle)),
        width,
      };
    }),
  }));
}

const between = 10;

/** Points along a path: straight from one to the next, or a Catmull–Rom spline through them. */
function follow(kind: HandStroke['kind'], points: readonly [number, number][]): [number, number][] {
  const at = (index: number) => points[Math.min(points.length - 1, Math.max(0, index))];
  const way = points.slice(1).flatMap((_, segment) =>
    Array.from({ length: between }, (_, step): [number, number] => {
      const t = step / between;
      const along = (axis: 0 | 1) => {
        const [a, b, c, d] = [segment - 1, segment, segment + 1, segment + 2].map((index) => at(index)[axis]);
        if (kind === 'line') return b + t * (c - b);
        return b + (t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))) / 2;
      };
      return [along(0), along(1)];
    }),
  );
  return [...way, at(points.length)];
}
