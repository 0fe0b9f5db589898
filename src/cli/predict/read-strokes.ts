/** Pen strokes from JSON: digits of strokes of points, validated. */

import * as v from 'valibot';
import { firstIssue } from '../../domain/first-issue.ts';
import { UnreadableError } from '../shared/unreadable.ts';

export type StrokeDrawing = { readonly strokes: readonly (readonly (readonly [x: number, y: number])[])[] };

/**
 * Largest distance from 0, number of digits, number of points of one digit (ten seconds of a tablet's 200 a second,
 * drawn in half a second wherever they are), and size of a file: in 16 MiB so many digits may have 100 points each.
 */
export const strokeLimits = { coordinate: 1e9, digits: 10_000, points: 2_000, megabytes: 16 } as const;

const coordinate = v.pipe(
  v.number('must be a number'),
  v.minValue(-strokeLimits.coordinate, 'is too small'),
  v.maxValue(strokeLimits.coordinate, 'is too large'),
);

const point = v.strictTuple([coordinate, coordinate], 'must be a point [x, y]');

const drawing = v.object(
  {
    strokes: v.pipe(
      v.array(v.array(point, 'must be a list of points'), 'must be a list of strokes'),
      v.check(
        (strokes) => strokes.reduce((sum, { length }) => sum + length, 0) <= strokeLimits.points,
        `must not have more than ${strokeLimits.points} points`,
      ),
    ),
  },
  'must be an object with a list "strokes"',
);

const drawings = v.pipe(
  v.array(drawing, 'must be a list of digits'),
  v.maxLength(strokeLimits.digits, `must not have more than ${strokeLimits.digits} digits`),
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
