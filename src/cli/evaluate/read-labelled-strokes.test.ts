import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UnreadableError } from '../shared/unreadable.ts';
import { openLabelledStrokes, readLabelledStrokes } from './read-labelled-strokes.ts';

const strokes = [
  [
    [0, 0],
    [3, 4],
  ],
];

test('reads labels and sources, takes "7" for 7, and ignores other properties', () => {
  const given = [
    { label: 7, source: 'desk', writer: 'x', strokes },
    { label: '7', strokes },
    { label: '×', strokes: [[], [[1, 1]]] },
  ];
  expect(readLabelledStrokes(JSON.stringify(given))).toEqual([
    { label: 7, source: 'desk', strokes },
    { label: 7, strokes },
    { label: '×', strokes: [[], [[1, 1]]] },
  ]);
});

const label = 'digit 0 › label must be a digit, or a text of 1 to 40 characters for what is none';

test.each([
  ['{}', 'cannot be used: it must be a list of digits'],
  ['[]', 'holds no digits: its list is empty'],
  ['[3]', 'cannot be used: digit 0 must be an object with "label" and "strokes"'],
  [JSON.stringify([{ label: 10, strokes }]), `cannot be used: ${label}`],
  [JSON.stringify([{ label: 1.5, strokes }]), `cannot be used: ${label}`],
  [JSON.stringify([{ label: -1, strokes }]), `cannot be used: ${label}`],
  [JSON.stringify([{ label: '', strokes }]), `cannot be used: ${label}`],
  [JSON.stringify([{ label: 'x'.repeat(41), strokes }]), `cannot be used: ${label}`],
  [JSON.stringify([{ label: null, strokes }]), `cannot be used: ${label}`],
  [JSON.stringify([{ label: 1, source: 3, strokes }]), 'cannot be used: digit 0 › source must be a text'],
  [
    JSON.stringify([
      { label: 1, strokes },
      { label: 1, strokes: [[]] },
    ]),
    'cannot be used: digit 1 › strokes must have a point',
  ],
  [
    JSON.stringify([{ label: 1, strokes: [[[0, '0']]] }]),
    'cannot be used: digit 0 › strokes › 0 › 0 › 1 must be a number',
  ],
])('says what is wrong, and where: %s', (text, problem) => {
  expect(() => readLabelledStrokes(text)).toThrow(new UnreadableError(problem));
});

test('refuses a drawing without a label', () => {
  expect(() => readLabelledStrokes(JSON.stringify([{ strokes }]))).toThrow(/^cannot be used: digit 0 /);
});

test('refuses any other JSON with a sentence, and nothing else', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(() => readLabelledStrokes(text)).toThrow(
        /^(cannot be used: (it|digit \d+(?: › \w+)*) (must|is)|holds no)/,
      );
    }),
  );
});

test('names the file that it cannot use, in one sentence', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-strokes-'));
  try {
    const file = join(folder, 'mine.json');
    await expect(openLabelledStrokes(file)).rejects.toThrow(/^\S+mine\.json cannot be read \(ENOENT.+\)\.$/);
    await writeFile(file, '[{');
    await expect(openLabelledStrokes(file)).rejects.toThrow(/^\S+mine\.json is not JSON.*\.$/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
