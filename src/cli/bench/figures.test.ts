import { expect, test } from 'vitest';
import { figure, howMeasured, howQuiet, oneLine, times } from './figures.ts';

test.each([
  [11_102.4, '11,102'],
  [206.2, '206'],
  [97.34, '97.3'],
  [9.5, '9.50'],
  [0.1734, '0.173'],
])('writes %d as %s', (value, text) => {
  expect(figure(value)).toBe(text);
});

test.each([
  [2084.7, '2,085×'],
  [53.8, '54×'],
  [1.028, '1.03×'],
  [0.1273, '0.13×'],
])('writes a ratio of %d as %s', (value, text) => {
  expect(times(value)).toBe(text);
});

test('cuts text that is too long, and keeps it on one line', () => {
  expect(oneLine('broken\n  in two', 20)).toBe('broken in two');
  expect(oneLine('a long reason', 8)).toBe('a long …');
});

const conditions = { processor: 'any', threads: 1, batchSize: 128, rounds: 1, seconds: 0.05, busyShare: 0 };

test('has no median for one round', () => {
  expect(howMeasured(conditions)).toBe('1 thread, batches of 128 digits, one round of 0.05 s each');
  expect(howMeasured({ ...conditions, threads: 2, rounds: 5, seconds: 1 })).toBe(
    '2 threads, batches of 128 digits, medians of 5 interleaved rounds of 1 s each',
  );
});

test('warns of a busy machine', () => {
  expect(howQuiet({ ...conditions, busyShare: 0.012 })).toBe('Other programs kept 1 % of the processor busy.');
  expect(howQuiet({ ...conditions, busyShare: 0.4 })).toBe(
    'Other programs kept 40 % of the processor busy: too much to trust these figures.',
  );
});
