/**
 * A picture of digits → ink, dark on light or light on dark. Uneven light, noise, dust and ruled lines must leave no
 * ink, because the pipeline then crops to every pixel that has any.
 */

import { backgroundOf } from './background.ts';
import { dropSpecks } from './drop-specks.ts';
import { dropRuling } from './drop-ruling.ts';
import type { GreyImage } from './grey-image.ts';
import { createHistogram, deviationAround, otsuThreshold, quantile } from './histogram.ts';
import type { Ink } from '../ink/ink.ts';
import { type InkTone, reachesEdges, toneByShape, toneOfInk } from './ink-tone.ts';

/**
 * The neighbourhood for the background, as a share of the picture's longer side: wider than any line; this much may be
 * ink.
 */
const surroundings = 1 / 3;
const maxInk = 0.8;

/** Contrast below this, of 255, is not a drawing. */
const minContrast = 24;

/** The ink must stand out by this many standard deviations of the background, … */
const minDeviations = 6;

/** … and pixels count as ink beyond this many. */
const noiseDeviations = 4;

/**
 * The faintest tenth of the contrast is JPEG residue around lines, also in a picture converted since. In a small PNG it
 * is the coverage of a line's pixels.
 */
const faintShare = 0.1;
const smallSide = 64;

/** From this quantile of the ink on, a pixel is fully covered. */
const fullInkQuantile = 0.9;

export type ImageInk = { readonly ink: Ink; readonly tone: InkTone };

/**
 * Null if nothing stands out from the background.
 * @param tone of the ink; detected if omitted, see `toneOfInk`, and `toneByShape` for pictures without a margin
 */
export function inkFromImage(image: GreyImage, tone?: InkTone): ImageInk | null {
  const guess = tone ?? toneOfInk(image);
  const found = standingOut(image, guess, backgroundFor(image, guess));
  if (!found || !reachesEdges(found.ink)) return found;
  const likely = tone ?? toneByShape(image) ?? guess;
  return standingOut(image, likely, besideBoldInk(image, likely));
}

/** What a line does not change: less of the surroundings may be paper than are ink. */
function backgroundFor(image: GreyImage, tone: InkTone): Float32Array {
  return backgroundOf(image, tone === 'dark' ? maxInk : 1 - maxInk, surroundings);
}

/** The background of a digit so bold and tightly cropped that in places all surroundings are ink. */
function besideBoldInk(image: GreyImage, tone: InkTone): Float32Array {
  const histogram = createHistogram(image.levels);
  const threshold = otsuThreshold(histogram) ?? 0;
  const isPaper = (level: number) => level > threshold === (tone === 'dark');
  const paper = quantile(
    histogram.map((count, level) => (isPaper(level) ? count : 0)),
    0.5,
  );
  return backgroundFor(image, tone).map((level) => (isPaper(level) ? level : paper));
}

function standingOut(image: GreyImage, tone: InkTone, background: Float32Array): ImageInk | null {
  const { width, height, isLossy } = image;
  const isLarge = Math.max(width, height) > smallSide;
  const contrasts = isLarge
    ? dropRuling({ width, height, contrasts: contrastsOf(image, tone, background) })
    : contrastsOf(image, tone, background);

  const histogram = createHistogram(contrasts);
  const threshold = otsuThreshold(histogram);
  if (threshold === null) return null;
  const inked = histogram.map((count, level) => (level > threshold ? count : 0));
  const unmarked = histogram.subarray(0, threshold + 1);
  const paper = quantile(unmarked, 0.5);
  const noise = deviationAround(unmarked, paper);
  const full = quantile(inked, fullInkQuantile);
  const contrast = full - paper;
  if (contrast < Math.max(minContrast, minDeviations * noise)) return null;

  const floor = paper + Math.max(noiseDeviations * noise, isLarge || isLossy ? faintShare * contrast : 0);
  const coverageOf = Uint8Array.from({ length: 256 }, (_, level) =>
    Math.round(255 * Math.min(1, Math.max(0, (level - floor) / (full - floor)))),
  );
  const ink = { width, height, coverage: contrasts.map((level) => coverageOf[level]) };
  return { ink: isLarge ? dropSpecks(ink) : ink, tone };
}

/**
 * [height × width] contrast of each pixel with its background towards the ink, 0 to 255. Light affects paper and dark
 * ink alike, so their quotient is independent of it; light ink uses the difference.
 */
function contrastsOf(image: GreyImage, tone: InkTone, background: Float32Array): Uint8Array {
  return image.levels.map((level, at) => {
    const behind = background[at];
    const contrast = tone === 'dark' ? 255 * (1 - level / Math.max(1, behind)) : level - behind;
    return Math.min(255, Math.max(0, Math.round(contrast)));
  });
}
