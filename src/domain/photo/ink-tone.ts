/** Decides whether ink is dark on light or light on dark, by levels and by shape. */

import { backgroundOf } from './background.ts';
import type { GreyImage } from './grey-image.ts';
import { createHistogram, otsuThreshold } from './histogram.ts';
import type { Ink } from '../ink/ink.ts';
import { around, piecesOf } from '../ink/pieces.ts';

export type InkTone = 'dark' | 'light';

/** Of the picture's longer side: so wide that ink is never most of it. */
const surroundings = 0.6;

/**
 * Most of a picture is background, and nothing differs from it as much as ink, so the third moment around the median of
 * wide surroundings has the sign of the ink. Uneven light affects it little.
 */
export function toneOfInk(image: GreyImage): InkTone {
  const background = backgroundOf(image, 0.5, surroundings);
  const moment = image.levels.reduce((sum, level, at) => sum + (level - background[at]) ** 3, 0);
  return moment <= 0 ? 'dark' : 'light';
}

/** Of the whole; anything smaller is noise, not shape. */
const minPiece = 0.005;

/** Maximum space beside a digit without a margin, in longer sides of the picture: the faint border of its lines. */
const maxBeside = 0.12;

/**
 * The tone of a digit without a margin: one piece that reaches all sides and so cuts the paper into several. If this
 * does not decide, paper reaches more of the edges. Null if the supposed ink lies on one side: a shadow, or lit.
 */
export function toneByShape({ width, height, levels }: GreyImage): InkTone | null {
  const threshold = otsuThreshold(createHistogram(levels)) ?? 0;
  const [dark, light] = [true, false].map((isDark) =>
    shapeOf({ width, height, coverage: levels.map((level) => (level <= threshold === isDark ? 255 : 0)) }),
  );
  const evidence = light.pieces.length - dark.pieces.length || light.edge - dark.edge;
  const tone = evidence >= 0 ? 'dark' : 'light';
  const { pieces } = tone === 'dark' ? dark : light;
  if (pieces.length === 0) return null;
  const { left, top, right, bottom } = around(pieces.map(({ bounds }) => bounds));
  const beside = Math.max(left, top, width - right, height - bottom);
  return beside <= maxBeside * Math.max(width, height) ? tone : null;
}

function shapeOf(ink: Ink) {
  const pieces = piecesOf(ink).filter(({ pixels }) => pixels.length >= minPiece * ink.coverage.length);
  return { pieces, edge: edgeShare(ink) };
}

/** A picture with a larger share of inked border pixels has no margin, or shows paper taken for ink. */
const maxEdge = 0.05;

/** Whether ink covers too much of the picture's border. */
export function reachesEdges(ink: Ink): boolean {
  return edgeShare(ink) > maxEdge;
}

/** The share of border pixels covered by half or more. */
function edgeShare({ width, coverage }: Ink): number {
  const isEdge = (at: number) =>
    at < width || at >= coverage.length - width || at % width === 0 || (at + 1) % width === 0;
  const edge = coverage.filter((_, at) => isEdge(at));
  return edge.filter((value) => value >= 128).length / edge.length;
}
