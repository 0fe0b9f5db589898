/** Pen strokes with labels from a JSON file, validated. */

import * as v from 'valibot';
import { limits } from '../../domain/limits/limits.ts';
import { digitClasses } from '../../domain/recipe/network-fields.ts';
import type { PenDrawing } from '../../engine/inspect/pen-answers.ts';
import { readDrawings, strokesSchema, strokesText } from '../predict/read-strokes.ts';
import { readBytes, UnreadableError } from '../shared/unreadable.ts';

/** A digit, or in words what else was drawn. `"7"` is as good as `7`. */
const label = v.pipe(
  v.union([v.number(), v.string()], wrongLabel()),
  v.transform((given) => (typeof given === 'string' && /^\d$/.test(given) ? Number(given) : given)),
  v.check((given) => (typeof given === 'number' ? isDigit(given) : isWords(given)), wrongLabel()),
);

function isDigit(label: number): boolean {
  return Number.isInteger(label) && label >= 0 && label < digitClasses;
}

function isWords(label: string): boolean {
  return label.length > 0 && label.length <= limits.maxStrokeLabelChars;
}

const labelled = v.object(
  {
    label,
    source: v.optional(v.string('must be a text')),
    strokes: v.pipe(
      strokesSchema,
      v.check((strokes) => strokes.some(({ length }) => length > 0), 'must have a point'),
    ),
  },
  'must be an object with "label" and "strokes"',
);

function wrongLabel(): string {
  return `must be a digit, or a text of 1 to ${limits.maxStrokeLabelChars} characters for what is none`;
}

/**
 * @param text `[{"label":7,"strokes":[[[x,y],…],…]},…]`, in any units, y down; `source` may say where each comes from, and
 * other properties are ignored
 * @throws UnreadableError saying which drawing is wrong
 */
export function readLabelledStrokes(text: string): PenDrawing[] {
  const drawings = readDrawings(text, labelled);
  if (drawings.length === 0) throw new UnreadableError('holds no digits: its list is empty');
  return drawings;
}

/** @throws Error in one sentence that names the file */
export async function openLabelledStrokes(file: string): Promise<PenDrawing[]> {
  try {
    return readLabelledStrokes(strokesText(await readBytes(file, limits.maxStrokesBytes)));
  } catch (error) {
    throw error instanceof UnreadableError ? new Error(`${file} ${error.message}.`) : error;
  }
}
