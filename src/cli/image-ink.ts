/**
 * A picture of a digit → ink, dark on light or light on dark. Uneven paper, noise and dust become no ink, because the
 * pipeline after it crops to every pixel that has any.
 */

import type { Ink } from '../engine/data/ink.ts';
import { dropSpecks } from './drop-specks.ts';
import { createHistogram, deviationAround, otsuThreshold, quantile } from './histogram.ts';
import type { GreyImage } from './read-image.ts';
import { edgeLevels, levelled } from './shading.ts';

/** Differences in grey below this are no drawing. */
const leastContrast = 24;

/** The ink must stand out by this many standard deviations of the background, … */
const leastDeviations = 6;

/** … and grey counts as ink beyond this many. */
const noiseDeviations = 4;

/**
 * The faintest tenth of the contrast is what JPEG leaves around a line, also in a picture converted since. In a small PNG
 * it tells how much of a pixel the line covers.
 */
const faintShare = 0.1;
const smallSide = 64;

/** Where the strongest tenth of the ink begins, it covers its pixel fully. */
const fullInkQuantile = 0.9;

/** Null where nothing stands out from the background. */
export function inkFromImage(image: GreyImage): Ink | null {
  const { width, height, levels, isLossy } = levelled(image);
  const threshold = otsuThreshold(createHistogram(levels));
  if (threshold === null) return null;
  const isDarkInk = borderLevel(image) > threshold;
  const brightness = isDarkInk ? levels.map((level) => 255 - level) : levels;
  const lastOfBackground = isDarkInk ? 254 - threshold : threshold;

  const histogram = createHistogram(brightness);
  const background = histogram.subarray(0, lastOfBackground + 1);
  const ink = histogram.map((count, level) => (level > lastOfBackground ? count : 0));
  const paper = quantile(background, 0.5);
  const noise = deviationAround(background, paper);
  const full = quantile(ink, fullInkQuantile);
  const contrast = full - paper;
  if (contrast < Math.max(leastContrast, leastDeviations * noise)) return null;

  const isLarge = Math.max(width, height) > smallSide;
  const floor = paper + Math.max(noiseDeviations * noise, isLarge || isLossy ? faintShare * contrast : 0);
  const coverageOf = Uint8Array.from({ length: 256 }, (_, level) =>
    Math.round(255 * Math.min(1, Math.max(0, (level - floor) / (full - floor)))),
  );
  const coverage = brightness.map((level) => coverageOf[level]);
  return isLarge ? dropSpecks({ width, height, coverage }) : { width, height, coverage };
}

/** The background's, by the edges of the image. */
function borderLevel(image: GreyImage): number {
  const { left, right, top, bottom } = edgeLevels(image);
  return (left + right + top + bottom) / 4;
}
