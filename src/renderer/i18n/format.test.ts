import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatPercent, formatShareOf, formatSignificant } from './format.ts';
import { language } from './translate.svelte.ts';

beforeEach(() => {
  language.choice = 'en';
});
afterEach(() => {
  language.choice = 'system';
});

test('separates thousands in counts', () => {
  expect(formatCount(60_000)).toBe('60,000');
  expect(formatCount(999.6)).toBe('1,000');
});

test('gives small and large values four digits', () => {
  expect(formatSignificant(0.0042317)).toBe('0.004232');
  expect(formatSignificant(2.30258)).toBe('2.303');
});

test('never rounds a share to 0 % or 100 %', () => {
  expect(formatPercent(0.9921)).toBe('99.2%');
  expect(formatPercent(0.99996)).toBe('99.9%');
  expect([0.00001, 0.00099, 0.001].map((share) => formatPercent(share))).toEqual(['<0.1%', '<0.1%', '0.1%']);
  expect([0.004, 0.01].map((share) => formatPercent(share, 0))).toEqual(['<1%', '1%']);
  expect([0.00001, 0.992, 0].map((share) => formatShareOf('α', share))).toEqual(['α < 0.1%', 'α = 99.2%', 'α = 0.0%']);
  expect(formatPercent(1)).toBe('100.0%');
  expect(formatPercent(0, 0)).toBe('0%');
});

test('writes a dash for what is not a number', () => {
  expect([formatPercent(Number.NaN), formatSignificant(Number.NaN), formatSignificant(Infinity)]).toEqual([
    '–',
    '–',
    '–',
  ]);
});

test('gives the two largest units of a duration, in the person’s language', () => {
  expect(formatDuration(42.4)).toBe('42 s');
  expect(formatDuration(125)).toBe('2:05');
  expect(formatDuration(3_700)).toBe('1 h 1 min');
  language.choice = 'ko';
  expect(formatDuration(42.4)).toBe('42초');
});

test('writes what exceeds all bounds as a power of ten, and a missing accuracy as a dash', () => {
  expect(formatSignificant(5.533144336487444e34)).toBe('5.5·10³⁴');
  expect(formatPercent(null, 2)).toBe('–');
});

test('gives sizes two digits and a unit', () => {
  expect([0, 512, 3584, 100_352, 2_809_856, 5.1e9].map(formatBytes)).toEqual([
    ...['0 B', '510 B', '3.6 kB', '100 kB', '2.8 MB', '5.1 GB'],
  ]);
});
