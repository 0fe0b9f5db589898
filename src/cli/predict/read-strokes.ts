/** Pen strokes from JSON: digits of strokes of points, validated. */

import * as v from 'valibot';
import { firstIssue } from '../../domain/first-issue.ts';
import { limits } from '../../domain/limits/limits.ts';
import { UnreadableError } from '../shared/unreadable.ts';

export type StrokeDrawing = { readonly strokes: readonly (readonly (readonly [x: number, y: number])[])[] };

const coordinate = v.pipe(
  v.number('must be a number'),
  v.minValue(-limits.maxStrokeCoordinate, 'is too small'),
  v.maxValue(limits.maxStrokeCoordinate, 'is too large'),
);

const point = v.strictTuple([coordinate, coordinate], 'must be a point [x, y]');

const drawing = v.object(
  {
    strokes: v.pipe(
      v.array(v.array(point, 'must be a list of points'), 'must be a list of strokes'),
      v.check(
        (strokes) => strokes.reduce((sum, { length }) => sum + length, 0) <= limits.maxStrokePoints,
        `must not have more than ${limits.maxStrokePoints} points`,
      ),
    ),
  },
  'must be an object with a list "strokes"',
);

const drawings = v.pipe(
  v.array(drawing, 'must be a list of digits'),
  v.maxLength(limits.maxStrokeDigits, `must not have more than ${limits.maxStrokeDigits} digits`),
);

/**
 * @param text `[{"strokes":[[[x,y],…],…]},…]`, in any units, y down; other properties are ignored
 * @throws UnreadableError saying which digit is wrong
 */
export function readStrokes(text: string): StrokeDrawing[] {
  const parsed = v.safeParse(drawings, parseJson(text), firstIssue);
  if (parsed.success) return parsed.output;
  const [{ path, message }] = parsed.issues;
  const where = path ? `digit ${path.map(({ key }) => String(key)).join(' › ')}` : 'it';
  throw new UnreadableError(`cannot be used: ${where} ${message}`);
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
