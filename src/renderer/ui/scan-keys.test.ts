import { expect, test } from 'vitest';
import { rowAfterKey } from './scan-keys.ts';

const whole = (steps: number) => ({ first: 0, last: steps - 1 });

test('arrows step, pages leap a quarter, Home and End reach the edges', () => {
  const from = (key: string) => rowAfterKey(key, 10, 28, whole(28));
  expect(['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft'].map(from)).toEqual([11, 11, 9, 9]);
  expect(['PageDown', 'PageUp', 'Home', 'End'].map(from)).toEqual([17, 3, 0, 27]);
});

test('where pixels are read one by one, a page is a row of the image', () => {
  expect(rowAfterKey('PageDown', 100, 784, whole(784))).toBe(128);
  expect(rowAfterKey('PageDown', 5, 14, whole(14))).toBe(9);
});

test('no key leaves what was read', () => {
  expect(rowAfterKey('ArrowUp', 0, 28, whole(28))).toBe(0);
  expect(rowAfterKey('PageUp', 3, 28, whole(28))).toBe(0);
  expect(rowAfterKey('PageDown', 26, 28, whole(28))).toBe(27);
  expect(rowAfterKey('Home', 25, 28, { first: 21, last: 27 })).toBe(21);
  expect(rowAfterKey('PageUp', 25, 28, { first: 21, last: 27 })).toBe(21);
});

test('other keys mean nothing', () => {
  expect(['a', 'Enter', 'constructor'].map((key) => rowAfterKey(key, 5, 28, whole(28)))).toEqual([null, null, null]);
});
