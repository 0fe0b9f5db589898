import { expect, test } from 'vitest';
import { rowAfterKey } from './scan-keys.ts';

const whole = (steps: number) => ({ first: 0, last: steps - 1 });

test('moves a step by arrow, a quarter by page, and to the edges by Home and End', () => {
  const from = (key: string) => rowAfterKey(key, 10, 28, whole(28));
  expect(['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft'].map(from)).toEqual([11, 11, 9, 9]);
  expect(['PageDown', 'PageUp', 'Home', 'End'].map(from)).toEqual([17, 3, 0, 27]);
});

test('moves by a row of the image per page where pixels are read one by one', () => {
  expect(rowAfterKey('PageDown', 100, 784, whole(784))).toBe(128);
  expect(rowAfterKey('PageDown', 5, 14, whole(14))).toBe(9);
});

test('never leaves what was read', () => {
  expect(rowAfterKey('ArrowUp', 0, 28, whole(28))).toBe(0);
  expect(rowAfterKey('PageUp', 3, 28, whole(28))).toBe(0);
  expect(rowAfterKey('PageDown', 26, 28, whole(28))).toBe(27);
  expect(rowAfterKey('Home', 25, 28, { first: 21, last: 27 })).toBe(21);
  expect(rowAfterKey('PageUp', 25, 28, { first: 21, last: 27 })).toBe(21);
});

test('ignores other keys', () => {
  expect(['a', 'Enter', 'constructor'].map((key) => rowAfterKey(key, 5, 28, whole(28)))).toEqual([null, null, null]);
});
