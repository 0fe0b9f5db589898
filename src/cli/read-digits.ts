/** Opens a file of drawn digits, whatever its format, and brings each through the pipeline of the drawing pad. */

import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { centreDigit } from '../engine/data/centre.ts';
import { fitInk } from '../engine/data/fit-ink.ts';
import { maxMegabytes } from '../engine/data/grey-image.ts';
import { inkFromImage } from '../engine/data/image-ink.ts';
import { fitStrokes, rasterise } from '../engine/data/ink.ts';
import type { Pixels } from '../protocol/trace.ts';
import { imageFormat, readImage } from './read-image.ts';
import { readStrokes, type StrokeDrawing } from './read-strokes.ts';
import { UnreadableError } from './unreadable.ts';

export type DigitFile = {
  readonly count: number;
  /** In the file's order, made as they are asked for; null where nothing is drawn. */
  readonly digits: Iterable<Pixels | null>;
};

/**
 * @param path of a PNG or JPEG image, told by its first bytes, or of a `.json` file of strokes
 * @throws UnreadableError
 */
export async function readDigits(path: string): Promise<DigitFile> {
  const bytes = await readBytes(path);
  const format = imageFormat(bytes);
  if (format !== null) {
    const found = inkFromImage(readImage(bytes, format));
    const ink = found && fitInk(found.ink);
    const digit = ink && centreDigit(ink);
    if (!digit) throw new UnreadableError('shows nothing that stands out from its background: nothing is drawn on it');
    return { count: 1, digits: [digit.pixels] };
  }
  if (extname(path).toLowerCase() !== '.json') {
    throw new UnreadableError('is neither a PNG or JPEG image nor a .json file of strokes');
  }
  const drawings = readStrokes(new TextDecoder().decode(bytes));
  return {
    count: drawings.length,
    digits: digitsOf(drawings),
  };
}

function* digitsOf(drawings: readonly StrokeDrawing[]): Iterable<Pixels | null> {
  for (const { strokes } of drawings) yield centreDigit(rasterise(fitStrokes(strokes)))?.pixels ?? null;
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > maxMegabytes * 2 ** 20) throw new UnreadableError(`is larger than ${maxMegabytes} MiB`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw new UnreadableError(`cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}
