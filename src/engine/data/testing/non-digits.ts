/** Drawings that are not digits: scribbles, letters and shapes, passed through the drawing pad's pipeline. */

import { randomStream, type RandomStream } from '../../../domain/random.ts';
import { centreDigit } from '../../../domain/ink/centre.ts';
import { rasterise, type StrokePoint, typicalPenWidth } from '../../../domain/ink/ink.ts';

export type NonDigitKind = 'letters and shapes' | 'scribbles';

/** In a box of 100×100, y down; without letters that look like a digit (B, G, I, L, O, S, Z). */
const shapes = [
  '10,100 50,0 90,100 | 25,62 75,62', // A
  '80,0 15,0 15,100 80,100 | 15,50 65,50', // E
  '80,0 15,0 15,100 | 15,48 65,48', // F
  '15,0 15,100 | 85,0 85,100 | 15,50 85,50', // H
  '15,0 15,100 | 80,0 15,52 85,100', // K
  '10,100 20,0 50,60 80,0 90,100', // M
  '15,100 15,0 85,100 85,0', // N
  '20,100 20,0 70,5 80,28 65,48 20,50', // P
  '20,100 20,0 70,5 80,28 65,48 20,50 80,100', // R
  '10,0 90,0 | 50,0 50,100', // T
  '15,0 15,70 50,100 85,70 85,0', // U
  '10,0 50,100 90,0', // V
  '5,0 25,100 50,40 75,100 95,0', // W
  '10,0 90,100 | 90,0 10,100', // X
  '50,95 5,40 20,5 50,30 80,5 95,40 50,95', // a heart
  '50,0 80,95 5,35 95,35 20,95 50,0', // a star
  '0,0 100,0 100,100 0,100 0,0', // a square
].map((text) => text.split(' | ').map((stroke) => stroke.split(' ').map((pair) => pair.split(',').map(Number))));

/** @returns consecutive images of [28 × 28] bytes */
export function drawNonDigits(kind: NonDigitKind, count: number, seed = 1): Uint8Array {
  const draw = kind === 'scribbles' ? scribble : shape;
  const drawings = Array.from({ length: count }, (_, index) => {
    const strokes = draw(randomStream(seed, 'probes', index));
    const centred = centreDigit(rasterise(strokes.map((points) => ({ points, erases: false }))));
    if (!centred) throw new Error('A drawing lies outside the pad.');
    return centred.pixels;
  });
  return Uint8Array.from(drawings.flatMap((pixels) => [...pixels]));
}

function at(x: number, y: number): StrokePoint {
  return { x, y, width: typicalPenWidth };
}

/** Six to twelve random strokes without lifting the pen. */
function scribble(random: RandomStream): StrokePoint[][] {
  const points = Array.from({ length: 7 + random.integer(7) }, () =>
    at(random.uniform(50, 230), random.uniform(50, 230)),
  );
  return [points];
}

function shape(random: RandomStream): StrokePoint[][] {
  const around = (range: number) => random.uniform(-range, range);
  const strokes = shapes[random.integer(shapes.length)];
  const aspect = random.uniform(0.7, 1.1);
  const slant = random.uniform(-0.2, 0.1);
  return strokes.map((points) =>
    points.map(([x, y]) => {
      const down = y - 50 + around(3);
      return at(140 + 1.8 * ((x - 50) * aspect + slant * down + around(3)), 140 + 1.8 * down);
    }),
  );
}
