import { expect, test } from 'vitest';
import type { PenAnswer } from '../../engine/inspect/pen-answers.ts';
import { pensJson, pensReport } from './pens-report.ts';

function answered(label: number | string, answer: number, probability: number, source: string): PenAnswer {
  return { label, source, strokes: [], pixels: new Uint8Array(), answer, probability };
}

const digits = [answered(3, 3, 1, 'desk'), answered(3, 3, 0.6, 'desk'), answered(4, 9, 0.99, 'desk')];
const letters = [answered('U', 0, 1, 'tram'), answered('U', 0, 0.2, 'tram')];

test('leaves out digits or others where there are none, and a single source', () => {
  expect(pensReport(digits).split('\n')).toEqual([
    '2 of 3 digits right (66.67 %); sure and wrong 1; right but not sure 1 (50.00 %)',
    '',
    '3  2 of 2 digits right (100.00 %); sure and wrong 0; right but not sure 1 (50.00 %)',
    '4  0 of 1 digit right (0.00 %); sure and wrong 1; right but not sure 0 (–)',
  ]);
  expect(pensReport(letters).split('\n')[0]).toBe(
    '1 of 2 drawings of something else called a digit with at least 95 % (50.00 %)',
  );
});

test('has a line for each source where there are several', () => {
  const lines = pensReport([...digits, ...letters]).split('\n');
  expect(lines.map((line) => line.slice(0, 6))).toEqual([
    '2 of 3',
    '1 of 2',
    '',
    'desk  ',
    'tram  ',
    '',
    '3  2 o',
    '4  0 o',
    'U  1 o',
  ]);
});

test('gives the same counts to programs', () => {
  const { digits: all, others, labels, sources } = pensJson([...digits, ...letters]);
  expect(all).toEqual({ count: 3, right: 2, sureAndWrong: 1, rightButNotSure: 1 });
  expect(others).toEqual({ count: 2, sureOfDigit: 1 });
  expect(Object.keys(labels)).toEqual(['3', '4', 'U']);
  expect(labels.U.others).toEqual({ count: 2, sureOfDigit: 1 });
  expect(sources.desk).toMatchObject({ digits: all, others: { count: 0 } });
});
