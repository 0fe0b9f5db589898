import { expect, test } from 'vitest';
import { dropSpecks } from './drop-specks.ts';

/** 30×30 ink from characters: `#` full, `.` faint, others none; lines that are left out are blank. */
function inkOf(...lines: string[]) {
  const coverage = new Uint8Array(900);
  lines.forEach((line, y) => {
    Array.from(line, (character, x) => (coverage[y * 30 + x] = { '#': 255, '.': 40 }[character] ?? 0));
  });
  return { width: 30, height: 30, coverage };
}

const line = '#'.repeat(28);

test('drops a speck and leaves the rest unchanged', () => {
  const digit = [line, line, line, line, line];
  expect(dropSpecks(inkOf(...digit, '', '', '  #'))).toEqual(inkOf(...digit));
});

test('keeps a small part of a digit', () => {
  const digit = inkOf(line, line, '', '', '##');
  expect(dropSpecks(digit)).toEqual(digit);
});

test('pixels that touch at a corner belong together', () => {
  const digit = inkOf(line, line, line, ' .', '  .', ' .');
  expect(dropSpecks(digit)).toEqual(digit);
});

test('the end of one row does not touch the start of the next', () => {
  const digit = inkOf(...Array<string>(6).fill(`  ${line}`), '', '.');
  const cleaned = dropSpecks({ ...digit, coverage: digit.coverage.with(6 * 30, 40) });
  expect(cleaned).toEqual(inkOf(...Array<string>(6).fill(`  ${line}`)));
});

test('drops a shade of any size, unless it leads to ink', () => {
  const shade = '.'.repeat(30);
  expect(dropSpecks(inkOf(line, '', shade, shade, shade))).toEqual(inkOf(line));
  const faint = inkOf(line, shade, shade);
  expect(dropSpecks(faint)).toEqual(faint);
});
