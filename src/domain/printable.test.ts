// Holds P21.
import { expect, test } from 'vitest';
import { printable, printableExcerpt, printableLine } from './printable.ts';

test('replaces cursor movements and text reversal, and keeps lines', () => {
  expect(printable('a\u001b[2Jb\r\nc\u202Ed 한글 é')).toBe('a\uFFFD[2Jb\uFFFD\nc\uFFFDd 한글 é');
});

test('a sentence about an argument has one line and quotes only as much as a person reads', () => {
  const [first, second] = ['x'.repeat(5000), 'y\nz'];
  expect(printableLine(`Option '${first}' and '${second}'.`)).toBe(`Option '${'x'.repeat(120)}…' and 'y\uFFFDz'.`);
});

test("another program's message becomes one line, shortened", () => {
  expect(printableExcerpt('\u001b]0;mine\u0007\nnext')).toBe('\uFFFD]0;mine\uFFFD\uFFFDnext');
  expect(printableExcerpt('x'.repeat(10_000))).toBe(`${'x'.repeat(200)}…`);
});
