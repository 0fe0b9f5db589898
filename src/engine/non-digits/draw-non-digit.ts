/** Drawings of what is no digit, as they come out of the drawing pad. */

import { curve, line, type PenShape, type PenStroke } from '../../domain/ink/pen-shape.ts';
import { type Hands, writingSide, writtenPixels } from '../../domain/ink/written-pixels.ts';
import type { RandomStream } from '../../domain/random.ts';
import { figures } from './figures.ts';
import { letters } from './letters.ts';
import { scripts } from './scripts.ts';

const hands: Hands = {
  ...{ size: 0.7 * writingSide, pens: [0.5, 1.5] },
  ...{ jitter: 6, bend: 8, turn: Math.PI / 12, slant: [-0.3, 0.2], aspect: [0.6, 1.5] },
};

/** Shares of what is drawn; the rest are scribbles. */
const shares = { letters: 0.6, scripts: 0.15, figures: 0.15 } as const;

/** Points of a scribble: fewer may look like a 1, 4 or 7. */
const scribblePoints = [8, 16] as const;

/** @returns [28 × 28] bytes; null where nothing of the drawing is on the pad */
export function drawNonDigit(random: RandomStream): Uint8Array | null {
  return writtenPixels(strokesOf(random), hands, random);
}

function strokesOf(random: RandomStream): readonly PenStroke[] {
  const kind = random.uniform(0, 1);
  const { strokes } =
    kind < shares.letters
      ? one(letters)
      : kind < shares.letters + shares.scripts
        ? one(scripts)
        : kind < shares.letters + shares.scripts + shares.figures
          ? one(figures)
          : { strokes: [scribble(random)] };
  return strokes;

  function one(shapes: readonly PenShape[]): PenShape {
    return shapes[random.integer(shapes.length)];
  }
}

/** Without lifting the pen. */
function scribble(random: RandomStream): PenStroke {
  const [fewest, most] = scribblePoints;
  const count = fewest + random.integer(most - fewest + 1);
  const points = Array.from({ length: count }, () => `${random.integer(100)},${random.integer(140)}`).join(' ');
  return random.integer(2) === 0 ? curve(points) : line(points);
}
