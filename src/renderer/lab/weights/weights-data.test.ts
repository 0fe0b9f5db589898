import { expect, test } from 'vitest';
import { barHeights, gatesSideBySide, saturatedShare, statisticsOf } from './weights-data.ts';

const histogram = (low: number, high: number, ...counts: number[]) => ({ low, high, counts: Uint32Array.from(counts) });

test('mean, spread and largest weight are those of the textbook', () => {
  expect(statisticsOf(Float32Array.of(1, -3, 5, 1))).toEqual({ mean: 1, deviation: Math.sqrt(8), largest: 5 });
});

test('a gate is saturated below 0.1 and above 0.9', () => {
  expect(saturatedShare('forgetGate', histogram(0, 1, 3, 1, 0, 0, 0, 0, 0, 0, 1, 5))).toBeCloseTo(0.8);
});

test('a state is saturated beyond ±0.9', () => {
  const counts = Array.from({ length: 40 }, (_, bin) => (bin < 2 || bin > 37 ? 10 : 1));
  expect(saturatedShare('hiddenState', histogram(-1, 1, ...counts))).toBeCloseTo(40 / 76);
});

test('a slope passes no gradient near 0, and all of it near 1', () => {
  expect(saturatedShare('slope', histogram(0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 6))).toBeCloseTo(0.25);
});

test('what has no ends is never saturated', () => {
  expect(saturatedShare('cellState', histogram(-4, 4, 1, 1))).toBeNull();
  expect(saturatedShare('hiddenState', histogram(-7, 7, 1, 1))).toBeNull();
  expect(saturatedShare('forgetGate', histogram(0, 1, 0, 0))).toBeNull();
});

test('the gates of a matrix lie in the order of tfjs, those of the readout nowhere', () => {
  expect(gatesSideBySide('lstm_1/kernel', 'lstm')).toEqual(['inputGate', 'forgetGate', 'candidate', 'outputGate']);
  expect(gatesSideBySide('readout/kernel', 'lstm')).toEqual([]);
  expect(gatesSideBySide('rnn_1/kernel', 'rnn')).toEqual([]);
});

test('the highest bar fills the height, and no bars stand where nothing was counted', () => {
  expect(barHeights(histogram(0, 1, 1, 4, 2))).toEqual([0.25, 1, 0.5]);
  expect(barHeights(histogram(0, 1, 0, 0))).toEqual([0, 0]);
});
