import { expect, test } from 'vitest';
import { traceAnswering } from '../../../client/testing/fake-engine.ts';
import { settledAt, verdictAt, verdictOf } from './verdict.ts';

const rows = (before: number, from: number, after: number) =>
  Array.from({ length: 28 }, (_, row) => (row < from ? before : after));

test('answers with the most probable digit after the last row', () => {
  const verdict = verdictOf(traceAnswering(rows(1, 20, 7)));
  expect(verdict?.digit).toBe(7);
  expect(verdict?.probability).toBeCloseTo(0.9, 6);
});

test('is known since the row after which the answer never changes again', () => {
  expect(verdictOf(traceAnswering(rows(1, 20, 7)))?.knownSince).toBe(20);
  expect(verdictOf(traceAnswering(rows(7, 20, 7)))?.knownSince).toBe(0);
  const wavering = rows(7, 20, 7);
  wavering[26] = 2;
  expect(verdictOf(traceAnswering(wavering))?.knownSince).toBe(27);
});

test('is not sure below ninety-five in a hundred', () => {
  const answering = (probability: number) => {
    const trace = traceAnswering(rows(3, 0, 3));
    trace.probabilities.fill((1 - probability) / 9, 270).set([probability], 273);
    return verdictOf(trace);
  };
  expect(answering(0.94)).toMatchObject({ digit: 3, sure: false });
  expect(answering(0.96)).toMatchObject({ digit: 3, sure: true });
});

test('is no known digit below one half, after the last row, of a network that was shown non-digits', () => {
  const answering = (probability: number, knowsNonDigits: boolean) => {
    const trace = { ...traceAnswering(rows(3, 0, 3)), knowsNonDigits };
    for (const row of [26, 27]) {
      trace.probabilities.fill((1 - probability) / 9, 10 * row, 10 * row + 10).set([probability], 10 * row + 3);
    }
    return [26, 27].map((row) => verdictAt(trace, row)?.known);
  };
  expect(answering(0.49, true)).toEqual([true, false]);
  expect(answering(0.51, true)).toEqual([true, true]);
  expect(answering(0.49, false)).toEqual([true, true]);
});

test('is known no earlier than the first step read with a memory window', () => {
  const trace = { ...traceAnswering(rows(7, 20, 7)), firstStep: 21 };
  expect(verdictOf(trace)?.knownSince).toBe(21);
});

test('has no answer, and no row since which it is known, where a probability is not a number', () => {
  for (const wrong of [Number.NaN, Infinity, -Infinity]) {
    const trace = traceAnswering(rows(7, 20, 7));
    trace.probabilities[27 * 10 + 3] = wrong;
    expect(verdictOf(trace)).toBeNull();
  }
  // An earlier one only removes the time before it.
  const trace = traceAnswering(rows(7, 20, 7));
  trace.probabilities.fill(Number.NaN, 0, 240);
  expect(verdictOf(trace)).toMatchObject({ digit: 7, knownSince: 24 });
});

test('answers after any row with the probabilities of that row', () => {
  const trace = traceAnswering(rows(1, 20, 7));
  expect(verdictAt(trace, 19)).toMatchObject({ digit: 1, sure: false });
  expect(verdictAt(trace, 19)?.probabilities).toEqual(trace.probabilities.slice(190, 200));
  expect(verdictAt(trace, 20)).toMatchObject({ digit: 7 });
  trace.probabilities[195] = Number.NaN;
  expect(verdictAt(trace, 19)).toBeNull();
});

test('settles on its answer at the row since which it is known, but only where it is sure of it', () => {
  const trace = traceAnswering(rows(1, 20, 7));
  expect(settledAt(trace)).toBeNull();
  trace.probabilities.fill(0.03 / 9, 270).set([0.97], 277);
  expect(settledAt(trace)).toEqual({ row: 20, digit: 7 });
});
