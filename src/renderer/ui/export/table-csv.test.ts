import { expect, test } from 'vitest';
import { cellText, rowsAsCsv } from './table-csv.ts';

test.each([
  ['1,234.5', '1234.5'],
  ['12,345,678', '12345678'],
  ['−0.25', '-0.25'],
  ['99.1%', '99.1%'],
  ['–', ''],
  ['  two\n words ', 'two words'],
  ['a, b', '"a, b"'],
  ['say "h"', '"say ""h"""'],
  ['1,2', '"1,2"'],
])('%j becomes %j', (text, cell) => {
  expect(cellText(text)).toBe(cell);
});

test('rows are lines of quoted cells, each ended', () => {
  expect(
    rowsAsCsv([
      ['digit', 'share, in all'],
      ['7', '–'],
    ]),
  ).toBe('digit,"share, in all"\r\n7,\r\n');
});
