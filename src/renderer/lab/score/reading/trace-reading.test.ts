import { describe, expect, test } from 'vitest';
import { syntheticTrace } from '../testing/synthetic-trace.ts';
import {
  answerAt,
  attentionOf,
  attentionRange,
  leadingDigit,
  likeliest,
  mostAttended,
  rowMean,
  stateRange,
} from './trace-reading.ts';

test('takes the most probable digit of a row, and the smaller of equals', () => {
  const probabilities = new Float32Array(20);
  probabilities[3] = probabilities[8] = 0.5;
  probabilities[10 + 9] = 1;
  expect(leadingDigit(probabilities, 10, 0)).toBe(3);
  expect(leadingDigit(probabilities, 10, 1)).toBe(9);
});

test('gives the answer after a step with its probability', () => {
  const trace = syntheticTrace({ units: 8 });
  const last = answerAt(trace, 27);
  expect(last?.digit).toBe(7);
  expect(last?.probability).toBe(trace.probabilities[27 * 10 + 7]);
  expect(answerAt(trace, 0)?.probability).toBeLessThan(last?.probability ?? 0);
});

test('leaves other rows out of the mean of a row', () => {
  expect(rowMean(Float32Array.of(9, 9, 1, 2, 9, 9), 2, 1)).toBe(1.5);
});

test('separates the heads’ attention, and finds the most attended step', () => {
  const attention = Float32Array.of(1, 0, 0.5, 0.5, 0.2, 0.8, 0.9, 0.1);
  const second = attentionOf(attention, 2, 1);
  expect([...second]).toEqual([...Float32Array.of(0.2, 0.8, 0.9, 0.1)]);
  expect([mostAttended(second, 2, 0), mostAttended(second, 2, 1)]).toEqual([1, 0]);
});

describe('the range of states', () => {
  const rangeOf = (...states: number[]) => stateRange(Float32Array.from(states));

  test('is a round number that holds them, never below 1', () => {
    expect([rangeOf(0.2, -0.4), rangeOf(0.2, -1.2), rangeOf(2.5, 1), rangeOf(-8), rangeOf(1e9)]).toEqual([
      1, 1.5, 3, 10, 100,
    ]);
  });

  test('leaves out at most 2 % of them', () => {
    const states = (far: number) => Array.from({ length: 100 }, (_, i) => (i < far ? -9 : 0.5));
    expect(rangeOf(...states(2))).toBe(1);
    expect(rangeOf(...states(3))).toBe(10);
  });

  test('is at most 1 for attention', () => {
    expect([attentionRange(Float32Array.of(0.04, 0.05)), attentionRange(Float32Array.of(1, 0))]).toEqual([0.1, 1]);
  });
});

test('names the likeliest classes of one row, the likeliest first', () => {
  const probabilities = Float32Array.of(0.1, 0.2, 0.7, 0.5, 0.1, 0.4);
  expect(likeliest({ probabilities, steps: 2 }, 1, 2)).toEqual([0, 2]);
  expect(likeliest({ probabilities, steps: 2 }, 0, 5)).toEqual([2, 1, 0]);
});
