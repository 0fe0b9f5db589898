import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatCount, formatDuration, formatPercent, formatSignificant } from './format.ts';
import { language } from './translate.svelte.ts';

beforeEach(() => {
  language.choice = 'en';
});
afterEach(() => {
  language.choice = 'system';
});

test('counts have their thousands set apart', () => {
  expect(formatCount(60_000)).toBe('60,000');
  expect(formatCount(999.6)).toBe('1,000');
});

test('small and large values keep four digits', () => {
  expect(formatSignificant(0.0042317)).toBe('0.004232');
  expect(formatSignificant(2.30258)).toBe('2.303');
});

test('a share that is not all or nothing never reads as all or nothing', () => {
  expect(formatPercent(0.9921)).toBe('99.2%');
  expect(formatPercent(0.99996)).toBe('99.9%');
  expect(formatPercent(0.00001)).toBe('0.1%');
  expect(formatPercent(1)).toBe('100.0%');
  expect(formatPercent(0, 0)).toBe('0%');
});

test('what is no number is written as a dash', () => {
  expect([formatPercent(Number.NaN), formatSignificant(Number.NaN), formatSignificant(Infinity)]).toEqual([
    '–',
    '–',
    '–',
  ]);
});

test('a duration has its two largest units, in the person’s language', () => {
  expect(formatDuration(42.4)).toBe('42 s');
  expect(formatDuration(125)).toBe('2:05');
  expect(formatDuration(3_700)).toBe('1 h 1 min');
  language.choice = 'ko';
  expect(formatDuration(42.4)).toBe('42초');
});

test('what is beyond all bounds is a power of ten, and an accuracy that there is none of a dash', () => {
  expect(formatSignificant(5.533144336487444e34)).toBe('5.5·10³⁴');
  expect(formatPercent(null, 2)).toBe('–');
});
