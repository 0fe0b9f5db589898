/**
 * Draws the shapes of `hands.ts` the way different people would, and passes them through the drawing pad's pipeline.
 */

import { randomStream, type RandomStream } from '../../../domain/random.ts';
import { centreDigit } from '../../../domain/ink/centre.ts';
import { rasterise, rasterSide, type Stroke, typicalPenWidth } from '../../../domain/ink/ink.ts';
import { type Handwriting, writeShape } from '../../../domain/ink/pen-shape.ts';
import { type Hand, hands } from './hands.ts';

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
  const room = (rasterSide - 1.25 * size) / 2;
  const place = () => rasterSide / 2 + random.uniform(-room, room);
  const hand: Handwriting = {
    ...{ size, penWidth: (penWidth * typicalPenWidth * size) / 200, middle: [place(), place()] },
    ...{ jitter: 2.5, bend: 5, turn: Math.PI / 18, slant: [-0.25, 0.15], aspect: [0.75, 1.2] },
  };
  return writeShape(strokes, hand, random);
}
