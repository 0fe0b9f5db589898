import { expect, test } from 'vitest';
import { barHeights, gatesSideBySide, saturatedShare, statisticsOf } from './weights-data.ts';

const histogram = (low: number, high: number, ...counts: number[]) => ({ low, high, counts: Uint32Array.from(counts) });

test('computes mean, deviation and largest weight as in textbooks', () => {
  expect(statisticsOf(Float32Array.of(1, -3, 5, 1))).toEqual({ mean: 1, deviation: Math.sqrt(8), largest: 5 });
});

test('counts a gate as saturated below 0.1 and above 0.9', () => {
  expect(saturatedShare('forgetGate', histogram(0, 1, 3, 1, 0, 0, 0, 0, 0, 0, 1, 5))).toBeCloseTo(0.8);
});

test('counts a state as saturated beyond ±0.9', () => {
  const counts = Array.from({ length: 40 }, (_, bin) => (bin < 2 || bin > 37 ? 10 : 1));
  expect(saturatedShare('hiddenState', histogram(-1, 1, ...counts))).toBeCloseTo(40 / 76);
});

test('passes no gradient at a slope near 0, and all of it near 1', () => {
  expect(saturatedShare('slope', histogram(0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 6))).toBeCloseTo(0.25);
});

test('never counts what has no ends as saturated', () => {
  expect(saturatedShare('cellState', histogram(-4, 4, 1, 1))).toBeNull();
  expect(saturatedShare('hiddenState', histogram(-7, 7, 1, 1))).toBeNull();
  expect(saturatedShare('forgetGate', histogram(0, 1, 0, 0))).toBeNull();
});

test('has the gates of a matrix in the order of tfjs, and none for the readout', () => {
  expect(gatesSideBySide('lstm_1/kernel', 'lstm')).toEqual(['inputGate', 'forgetGate', 'candidate', 'outputGate']);
  expect(gatesSideBySide('readout/kernel', 'lstm')).toEqual([]);
  expect(gatesSideBySide('rnn_1/kernel', 'rnn')).toEqual([]);
});

test('fills the height with the highest bar, and has no bars where nothing was counted', () => {
  expect(barHeights(histogram(0, 1, 1, 4, 2))).toEqual([0.25, 1, 0.5]);
  expect(barHeights(histogram(0, 1, 0, 0))).toEqual([0, 0]);
});
