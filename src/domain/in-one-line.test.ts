import { expect, test } from 'vitest';
import { fewNames } from './in-one-line.ts';

test.each([
  [['weights.bin'], 'weights.bin'],
  [['a.bin', 'b.bin'], 'a.bin and b.bin'],
  [['a.bin', 'b.bin', 'c.bin', 'd.bin'], 'a.bin, b.bin and 2 more'],
  [new Array<string>(40).fill('weights.bin'), 'weights.bin'],
  [['x'.repeat(300)], `${'x'.repeat(40)}…`],
  [['a\nb'], 'a\uFFFDb'],
])('%j appears in a sentence as %j', (names, expected) => {
  expect(fewNames(names)).toBe(expected);
});
