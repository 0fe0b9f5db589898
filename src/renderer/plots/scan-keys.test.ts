import { expect, test } from 'vitest';
import { rowAfterKey } from './scan-keys.ts';

test('arrows step, pages leap a quarter, Home and End reach the edges', () => {
  const from = (key: string) => rowAfterKey(key, 10, 28);
  expect(['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft'].map(from)).toEqual([11, 11, 9, 9]);
  expect(['PageDown', 'PageUp', 'Home', 'End'].map(from)).toEqual([17, 3, 0, 27]);
});

test('no key leaves the image', () => {
  expect(rowAfterKey('ArrowUp', 0, 28)).toBe(0);
  expect(rowAfterKey('PageUp', 3, 28)).toBe(0);
  expect(rowAfterKey('PageDown', 26, 28)).toBe(27);
});

test('other keys mean nothing', () => {
  expect(['a', 'Enter', 'constructor'].map((key) => rowAfterKey(key, 5, 28))).toEqual([null, null, null]);
});
