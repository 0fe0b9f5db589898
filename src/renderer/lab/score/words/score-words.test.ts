// Holds P47.
import { afterEach, expect, test } from 'vitest';
import type { Trace } from '../../../../protocol/trace.ts';
import { language } from '../../../i18n/translate.svelte.ts';
import { digitSummary, stepDetails, stepText } from './score-words.ts';
import { stepWords } from '../reading/step-words.ts';
import { syntheticTrace } from '../testing/synthetic-trace.ts';
import { tilesOf } from '../reading/tiles.ts';

afterEach(() => {
  language.choice = 'system';
});

/** An LSTM of one unit that reads 28 rows and answers `leading` after each; numbers that can be checked by hand. */
function traceOf(leading: (row: number) => number): Trace {
  const constant = (value: number) => new Float32Array(28).fill(value);
  const pixels = new Uint8Array(784);
  // A quarter of row 2, all of it ink.
  pixels.fill(255, 28, 35);
  const probabilities = new Float32Array(280);
  for (let row = 0; row < 28; row++) probabilities[row * 10 + leading(row)] = 0.96;
  const matrices = {
    ...{ forgetGate: constant(0.5), inputGate: constant(0.5), outputGate: constant(0.25) },
    ...{ candidate: constant(-1), cellState: constant(-1), hiddenState: constant(-0.19) },
  };
  const layers = [{ matrices, attention: null, gradientNorm: constant(0.012), weightGradients: null }];
  return { ...syntheticTrace({ units: 1 }), pixels, probabilities, layers };
}

const details = (trace: Trace, row: number) =>
  stepDetails(trace, 0, tilesOf(trace, trace.layers[0]), row, stepWords(trace.order));

test('says the step, its ink, the answer, and the previous one where it changed', () => {
  const trace = traceOf((row) => (row === 0 ? 9 : 7));
  const words = stepWords('rowsDown');
  expect(stepText(trace, 0, 28, words)).toBe('Row 1 of 28, no ink: 9 with 96%');
  expect(stepText(trace, 1, 28, words)).toBe('Row 2 of 28, ink 25%: 7 with 96%, before: 9');
  expect(stepText(trace, 2, 28, words)).toBe('Row 3 of 28, no ink: 7 with 96%');
  expect(stepText(null, 2, 28, words)).toBe('Row 3 of 28; nothing to read');
  language.choice = 'ko';
  expect(stepText(trace, 1, 28, stepWords('rowsDown'))).toBe('28행 중 2행, 획 25%: 답 7, 96%, 이전 답 9');
});

test('describes a step by its gates, by what it forgets and writes, and by its strongest change', () => {
  const trace = traceOf(() => 7);
  // c = f·cₜ₋₁ + i·g = 0.5·(−1) + 0.5·(−1): half of the memory is forgotten, half of the new one is added.
  expect(details(trace, 5)).toBe(
    'Means over the units of layer 1: forget gate 0.50, input gate 0.50, output gate 0.25. ' +
      '50% of the memory is forgotten; 50% of what it holds now is new. ' +
      // Nothing that two decimals would show has changed.
      'Gradient norm 0.012.',
  );
  expect(details(trace, 0)).toContain('There was no memory before; 100% of what it holds now is new. ');
  expect(details(trace, 0)).toContain('unit 1 from 0.00 to −1.00.');
  language.choice = 'ko';
  expect(details(trace, 5)).toBe(
    '층 1의 유닛 평균: 망각 게이트 0.50, 입력 게이트 0.50, 출력 게이트 0.25. ' +
      '기억의 50%를 잊고, 지금 기억의 50%가 새로 쓴 것입니다. ' +
      '기울기 노름 0.012.',
  );
});

test('says which step each head of a Transformer attends to, and the change of its block’s output', () => {
  const text = details(syntheticTrace({ cell: 'transformer', heads: 2 }), 9);
  expect(text).toMatch(
    /^Block 1: head 1 looks most at row 10, \d+%; head 2 looks most at row 19, \d+%\. Largest change: output of the block of unit \d+ from /,
  );
});

test('describes the whole digit by its answer, since when it is sure, and its changes of mind', () => {
  const words = stepWords('rowsDown');
  expect(
    digitSummary(
      traceOf((row) => (row < 3 ? 1 : row < 14 ? 9 : 7)),
      words,
    ),
  ).toBe(
    'The whole digit is read as 7 with 96.0%. At least 95% sure from row 15 on. ' +
      'Changes of mind (2): to 9 at row 4, to 7 at row 15.',
  );
  expect(
    digitSummary(
      traceOf(() => 7),
      words,
    ),
  ).toContain('The same answer from the first row on.');
  expect(
    digitSummary(
      traceOf((row) => row % 2),
      words,
    ),
  ).toContain('Changes of mind (27), the latest: to 1 at row 24, to 0');
  const unsure = traceOf(() => 7);
  unsure.probabilities.fill(0.5, 277, 278);
  expect(digitSummary(unsure, words)).toContain('read as 7 with 50.0%. Not sure of it.');
  language.choice = 'ko';
  expect(
    digitSummary(
      traceOf((row) => (row < 14 ? 9 : 7)),
      stepWords('rowsDown'),
    ),
  ).toBe(
    '숫자 전체를 7(으)로 읽었고 확률은 96.0%입니다. 15행부터 95% 이상으로 확신합니다. 답을 바꾼 횟수 1: 15행에서 7(으)로.',
  );
});

test('says only that there is no answer where numbers are not finite', () => {
  const trace = traceOf(() => 7);
  for (const wrong of [Number.NaN, Infinity, -Infinity]) {
    trace.probabilities.fill(wrong);
    for (const matrix of Object.values(trace.layers[0].matrices)) matrix.fill(wrong);
    trace.layers[0].gradientNorm.fill(wrong);
    const said = [stepText(trace, 3, 28, stepWords('rowsDown')), digitSummary(trace, stepWords('rowsDown'))];
    expect(said).toEqual([
      'Row 4 of 28, no ink: No answer: the numbers are not finite',
      'No answer: the numbers are not finite.',
    ]);
    expect(details(trace, 3)).not.toMatch(/NaN|Infinity|%/);
  }
});

test('gives no norm before the step where training truncates the gradient', () => {
  const trace = { ...traceOf(() => 7), truncation: 5 };
  expect(details(trace, 22)).toContain(
    'Training cuts the gradient off before step 24 (k = 5): the state before it is detached.',
  );
  expect(details(trace, 22)).not.toContain('Gradient norm');
  expect(details(trace, 23)).toContain('Gradient norm 0.012.');
});
