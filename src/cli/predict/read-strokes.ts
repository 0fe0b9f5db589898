/** Pen strokes from JSON: digits of strokes of points, validated. */

import * as v from 'valibot';
import { firstIssue } from '../../domain/first-issue.ts';
import { limits, sizeOf } from '../../domain/limits/limits.ts';
import { UnreadableError } from '../shared/unreadable.ts';

export type StrokeDrawing = { readonly strokes: readonly (readonly (readonly [x: number, y: number])[])[] };

const coordinate = v.pipe(
  v.number('must be a number'),
  v.minValue(-limits.maxStrokeCoordinate, 'is too small'),
  v.maxValue(limits.maxStrokeCoordinate, 'is too large'),
);

const point = v.strictTuple([coordinate, coordinate], 'must be a point [x, y]');

/** The strokes of one drawing. */
export const strokesSchema = v.pipe(
  v.array(v.array(point, 'must be a list of points'), 'must be a list of strokes'),
  v.check(
    (strokes) => strokes.reduce((sum, { length }) => sum + length, 0) <= limits.maxStrokePoints,
    `must not have more than ${limits.maxStrokePoints} points`,
  ),
);

const drawing = v.object({ strokes: strokesSchema }, 'must be an object with a list "strokes"');

/**
 * @param text `[{"strokes":[[[x,y],…],…]},…]`, in any units, y down; other properties are ignored
 * @throws UnreadableError saying which digit is wrong
 */
export function readStrokes(text: string): StrokeDrawing[] {
  return readDrawings(text, drawing);
}

/**
 * @param schema of one drawing; its messages follow the place, as in "digit 3 › strokes must be a list of strokes"
 * @throws UnreadableError saying which drawing is wrong
 */
export function readDrawings<Drawing>(text: string, schema: v.GenericSchema<unknown, Drawing>): Drawing[] {
  const drawings = v.pipe(
    v.array(schema, 'must be a list of digits'),
    v.maxLength(limits.maxStrokeDigits, `must not have more than ${limits.maxStrokeDigits} digits`),
  );
  const parsed = v.safeParse(drawings, parseJson(text), firstIssue);
  if (parsed.success) return parsed.output;
  const [{ path, message }] = parsed.issues;
  const where = path ? `digit ${path.map(({ key }) => String(key)).join(' › ')}` : 'it';
  throw new UnreadableError(`cannot be used: ${where} ${message}`);
}

/** @throws UnreadableError where they are too large to be strokes */
export function strokesText(bytes: Uint8Array): string {
  if (bytes.length > limits.maxStrokesBytes) {
    throw new UnreadableError(`is larger than the ${sizeOf(limits.maxStrokesBytes)} limit for strokes: split it`);
  }
  return new TextDecoder().decode(bytes);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The rest of the message repeats the file, whatever is in it.
    const place = /at position \d+|line \d+ column \d+/.exec(error instanceof Error ? error.message : '')?.[0];
    throw new UnreadableError(`is not JSON${place === undefined ? '' : ` (${place})`}`);
  }
}
