/** Opens a file of drawn digits, whatever its format, and brings each through the pipeline of the drawing pad. */

import { extname } from 'node:path';
import { centreDigit } from '../../domain/ink/centre.ts';
import { findDigits } from '../../domain/ink/find-digits.ts';
import { fitInk } from '../../domain/ink/fit-ink.ts';
import { inkFromImage } from '../../domain/photo/image-ink.ts';
import { fitStrokes, type Ink, rasterise } from '../../domain/ink/ink.ts';
import type { Pixels } from '../../protocol/values.ts';
import { limits } from '../../domain/limits/limits.ts';
import { imageFormat, readImage } from './read-image.ts';
import { readStrokes, type StrokeDrawing, strokesText } from './read-strokes.ts';
import { readBytes, UnreadableError } from '../shared/unreadable.ts';

/** A file's drawings: one in an image, many in a stroke file. */
export type DrawingFile = {
  readonly count: number;
  /** In the file's order, computed on demand: the digits of each from left to right, none where nothing is drawn. */
  readonly drawings: Iterable<readonly Pixels[]>;
};

/**
 * @param path of a PNG or JPEG image, recognised by its first bytes, or of a `.json` file of strokes
 * @throws UnreadableError
 */
export async function readDigits(path: string): Promise<DrawingFile> {
  const bytes = await readBytes(path, limits.maxImageBytes);
  const format = imageFormat(bytes);
  if (format !== null) {
    const found = inkFromImage(await readImage(bytes, format));
    const ink = found && fitInk(found.ink);
    if (!ink) throw new UnreadableError('shows nothing that stands out from its background: nothing is drawn on it');
    return { count: 1, drawings: [digitsIn(ink)] };
  }
  if (extname(path).toLowerCase() !== '.json') {
    throw new UnreadableError('is neither a PNG or JPEG image nor a .json file of strokes');
  }
  const drawings = readStrokes(strokesText(bytes));
  return {
    count: drawings.length,
    drawings: drawn(drawings),
  };
}

function* drawn(drawings: readonly StrokeDrawing[]): Iterable<readonly Pixels[]> {
  for (const { strokes } of drawings) yield digitsIn(rasterise(fitStrokes(strokes)));
}

function digitsIn(ink: Ink): Pixels[] {
  return findDigits(ink).flatMap((digit) => centreDigit(digit.ink)?.pixels ?? []);
}
