/**
 * A picture of a digit → ink, dark on light or light on dark. Uneven paper, noise and dust become no ink, because the
 * pipeline after it crops to every pixel that has any.
 */

import type { Ink } from '../engine/data/ink.ts';
import { dropSpecks } from './drop-specks.ts';
import { createHistogram, deviationAround, otsuThreshold, quantile } from './histogram.ts';
import type { GreyImage } from './read-image.ts';

/** Differences in grey below this are no drawing. */
const leastContrast = 24;

/** The ink must stand out by this many standard deviations of the background, … */
const leastDeviations = 8;

/** … and grey counts as ink beyond this many. */
const noiseDeviations = 5;

/**
 * In a picture much larger than MNIST's, the faintest tenth of the contrast is what compression leaves around a line; in a
 * small one it is how much of a pixel the line covers.
 */
const large = { side: 64, faintShare: 0.1 } as const;

/** Where the strongest tenth of the ink begins, it covers its pixel fully. */
const fullInkQuantile = 0.9;

/** Null where nothing stands out from the background. */
export function inkFromImage({ width, height, levels }: GreyImage): Ink | null {
  const threshold = otsuThreshold(createHistogram(levels));
  if (threshold === null) return null;
  const isDarkInk = borderLevel({ width, height, levels }) > threshold;
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

  const isLarge = Math.max(width, height) > large.side;
  const floor = paper + Math.max(noiseDeviations * noise, isLarge ? large.faintShare * contrast : 0);
  const coverageOf = Uint8Array.from({ length: 256 }, (_, level) =>
    Math.round(255 * Math.min(1, Math.max(0, (level - floor) / (full - floor)))),
  );
  const coverage = brightness.map((level) => coverageOf[level]);
  return isLarge ? dropSpecks({ width, height, coverage }) : { width, height, coverage };
}

/** Median grey of the outermost pixels. */
function borderLevel({ width, height, levels }: GreyImage): number {
  const border = levels.filter((_, index) => {
    const x = index % width;
    return x === 0 || x === width - 1 || index < width || index >= width * (height - 1);
  });
  return quantile(createHistogram(border), 0.5);
}
