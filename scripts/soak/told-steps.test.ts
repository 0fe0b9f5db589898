import { expect, test } from 'vitest';
import { perMetric, type StepColumns } from '../../src/protocol/step-metrics.ts';
import { createToldSteps } from './told-steps.ts';

function columns(firstStep: number, ...losses: number[]): StepColumns {
  const loss = Float32Array.from(losses);
  return { firstStep, ...perMetric(() => loss) };
}

test('counts repeated steps, but not those of the history', () => {
  const told = createToldSteps();
  told.begin(columns(1), 0);
  told.hear(columns(1, 5, 4), 1000);
  told.hear(columns(3, 3), 3000);
  expect([told.last, told.again, told.secondsSince(2), told.secondsSince(0), told.secondsSince(4)]).toEqual([
    3, 0, 2, 3, 0,
  ]);
  told.begin(columns(1, 5), 10_000);
  expect([told.last, told.again]).toEqual([1, 0]);
  told.hear(columns(2, 4, 3, 2), 11_000);
  expect([told.last, told.again, told.secondsSince(1)]).toEqual([4, 2, 1]);
});

test('begins another run in a life without a history', () => {
  const told = createToldSteps();
  told.hear(columns(1, 5, 4), 0);
  told.begin(columns(1), 1);
  told.hear(columns(1, 6), 2);
  expect([told.last, told.again]).toEqual([1, 0]);
});

test('reports another loss than before, and a missing step', () => {
  const told = createToldSteps();
  told.hear(columns(1, 5, 4), 0);
  expect(() => {
    told.begin(columns(1, 5, 4.0001), 1);
  }).toThrow('Step 2 has the loss');
  expect(() => {
    told.hear(columns(4, 1), 1);
  }).toThrow('Step 4 followed step 2.');
});
