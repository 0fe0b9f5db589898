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
])('turns %j into %j', (text, cell) => {
  expect(cellText(text)).toBe(cell);
});

test('writes rows as lines of quoted cells', () => {
  expect(
    rowsAsCsv([
      ['digit', 'share, in all'],
      ['7', '–'],
    ]),
  ).toBe('digit,"share, in all"\r\n7,\r\n');
});
