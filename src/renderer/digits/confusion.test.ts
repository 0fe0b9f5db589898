import { expect, test } from 'vitest';
import { accuracyPerDigit, cellAfterKey, strengths, totalsOf } from './confusion.ts';

const confusion = new Uint32Array(100);
confusion[0] = 8;
confusion[3] = 2;
confusion[11] = 16;

test('gives the accuracy of each digit and of all together', () => {
  expect(accuracyPerDigit(confusion)[0]).toEqual({ digit: 0, correct: 8, total: 10, accuracy: 0.8 });
  expect(accuracyPerDigit(confusion)[9].accuracy).toBeNaN();
  expect(totalsOf(confusion)).toEqual({ correct: 24, total: 26, accuracy: 24 / 26 });
});

test('colours right and wrong answers on separate scales', () => {
  expect(strengths(confusion)[11]).toBe(1);
  expect(strengths(confusion)[0]).toBe(0.5);
  expect(strengths(confusion)[3]).toBe(1);
  expect(strengths(new Uint32Array(100)).every((strength) => strength === 0)).toBe(true);
});

test('moves through the cells by arrow keys and stops at the edge', () => {
  expect(cellAfterKey('ArrowRight', { label: 4, answer: 8 }, 10)).toEqual({ label: 4, answer: 9 });
  expect(cellAfterKey('ArrowRight', { label: 4, answer: 9 }, 10)).toEqual({ label: 4, answer: 9 });
  expect(cellAfterKey('ArrowUp', { label: 0, answer: 2 }, 10)).toEqual({ label: 0, answer: 2 });
  expect(cellAfterKey('Home', { label: 3, answer: 2 }, 10)).toEqual({ label: 3, answer: 0 });
  expect(cellAfterKey('constructor', { label: 3, answer: 2 }, 10)).toBeNull();
});

test('has a matrix of 47 classes for a set of 47 classes', () => {
  const wide = new Uint32Array(47 * 47);
  wide[46 * 47 + 46] = 3;
  wide[46 * 47] = 1;
  expect(accuracyPerDigit(wide)).toHaveLength(47);
  expect(accuracyPerDigit(wide)[46]).toEqual({ digit: 46, correct: 3, total: 4, accuracy: 0.75 });
  expect(strengths(wide)[46 * 47 + 46]).toBe(1);
  expect(cellAfterKey('End', { label: 46, answer: 2 }, 47)).toEqual({ label: 46, answer: 46 });
  expect(cellAfterKey('ArrowDown', { label: 46, answer: 2 }, 47)).toEqual({ label: 46, answer: 2 });
});
