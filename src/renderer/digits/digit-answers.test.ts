import { expect, test } from 'vitest';
import { answersAt, lastAnswered, type Reading, withAnswers } from './digit-answers.ts';

const reading: Reading = { session: 1, source: { kind: 'test', index: 0 }, order: null };

/** Answers at these steps, each filled with its step. */
function told(...steps: number[]) {
  const probabilities = Float32Array.from({ length: 10 * steps.length }, (_, cell) => steps[Math.floor(cell / 10)]);
  return { session: 1, steps: Uint32Array.from(steps), probabilities };
}

test('adds answers of later moments to those of the same reading', () => {
  const early = withAnswers(null, reading, told(0, 1));
  expect(lastAnswered(early, reading)).toBe(1);
  const all = withAnswers(early, reading, told(2, 4));
  expect(lastAnswered(all, reading)).toBe(4);
  const cells = answersAt(all, [{ step: 0 }, { step: 2 }, { step: 3 }, { step: 4 }]);
  expect([0, 10, 20, 30].map((cell) => cells[cell])).toEqual([0, 2, Number.NaN, 4]);
});

test.each([
  ['another session', { session: 2 }],
  ['another digit', { source: { kind: 'test', index: 0 } as const }],
  ['another order', { order: 'columns' as const }],
])('replaces the answers for %s', (_, change) => {
  const known = withAnswers(null, reading, told(0, 1, 2));
  const other = { ...reading, ...change };
  expect(lastAnswered(known, other)).toBe(-1);
  expect([...withAnswers(known, other, told(5)).byStep.keys()]).toEqual([5]);
});

test('has no answers at any moment at first', () => {
  expect(answersAt(null, [{ step: 0 }])).toEqual(new Float32Array(10).fill(Number.NaN));
});
