import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centreDigit } from '../../domain/ink/centre.ts';
import { fitStrokes, rasterise } from '../../domain/ink/ink.ts';
import { limits } from '../../domain/limits/limits.ts';
import { readStrokes } from './read-strokes.ts';
import { UnreadableError } from '../shared/unreadable.ts';

const coordinate = fc.double({ min: -limits.maxStrokeCoordinate, max: limits.maxStrokeCoordinate, noNaN: true });
const strokes = fc.array(fc.array(fc.tuple(coordinate, coordinate), { maxLength: 8 }), { maxLength: 4 });

test('reads back what was written, and ignores other properties', () => {
  fc.assert(
    fc.property(fc.array(strokes), (digits) => {
      // JSON has no −0.
      const written = JSON.stringify(digits.map((drawn) => ({ strokes: drawn, label: 3 })));
      const read = readStrokes(written);
      expect(JSON.stringify(read)).toBe(JSON.stringify(digits.map((drawn) => ({ strokes: drawn }))));
    }),
  );
});

test('can draw whatever it reads: ink where there is a point, none elsewhere', () => {
  fc.assert(
    fc.property(strokes, (drawn) => {
      const [digit] = readStrokes(JSON.stringify([{ strokes: drawn }]));
      const centred = centreDigit(rasterise(fitStrokes(digit.strokes)));
      expect(centred !== null).toBe(drawn.some((points) => points.length > 0));
    }),
    {
      numRuns: 30,
      examples: [
        [
          [
            [
              [0, 0],
              [5e-324, 0],
            ],
          ],
        ],
      ],
    },
  );
});

test('refuses any other JSON with a sentence, and nothing else', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      fc.pre(!/^\s*\[\s*\]\s*$/.test(text));
      expect(() => readStrokes(text)).toThrow(/^cannot be used: (it|digit \d+(?: › \w+)*) (must|is)/);
    }),
  );
});

const manyPoints = Array.from({ length: limits.maxStrokePoints + 1 }, () => [0, 0]);

test.each([
  ['{}', 'it must be a list of digits'],
  ['[3]', 'digit 0 must be an object with a list "strokes"'],
  ['[{"strokes":[]},{"strokes":3}]', 'digit 1 › strokes must be a list of strokes'],
  ['[{"strokes":[[[0,0]],[[1]]]}]', 'digit 0 › strokes › 1 › 0 › 1 must be a number'],
  ['[{"strokes":[[[0,0,0]]]}]', 'digit 0 › strokes › 0 › 0 › 2 must be a point [x, y]'],
  ['[{"strokes":[[[0,"0"]]]}]', 'digit 0 › strokes › 0 › 0 › 1 must be a number'],
  ['[{"strokes":[[[0,1e10]]]}]', 'digit 0 › strokes › 0 › 0 › 1 is too large'],
  ['[{"strokes":[[[-1e999,0]]]}]', 'digit 0 › strokes › 0 › 0 › 0 is too small'],
  [JSON.stringify([{ strokes: [manyPoints] }]), 'digit 0 › strokes must not have more than 2000 points'],
  [JSON.stringify(Array(10_001).fill({ strokes: [] })), 'it must not have more than 10000 digits'],
])('says what is wrong, and where', (text, problem) => {
  expect(() => readStrokes(text)).toThrow(new UnreadableError(`cannot be used: ${problem}`));
});
