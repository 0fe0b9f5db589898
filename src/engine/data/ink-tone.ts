/** Tells whether a picture's ink is dark on light or light on dark. */

import { backgroundOf } from './background.ts';
import type { GreyImage } from './grey-image.ts';

export type InkTone = 'dark' | 'light';

/** Of the picture's longer side: so wide that ink is never most of it. */
const surroundings = 0.6;

/**
 * Most of a picture is background, and nothing is as far from it as the ink: so the third moment around the median of wide
 * surroundings has the sign of the ink. Light that falls unevenly moves it little.
 */
export function toneOfInk(image: GreyImage): InkTone {
  const background = backgroundOf(image, 0.5, surroundings);
  const moment = image.levels.reduce((sum, level, at) => sum + (level - background[at]) ** 3, 0);
  return moment <= 0 ? 'dark' : 'light';
}
