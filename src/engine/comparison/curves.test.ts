import { expect, test } from 'vitest';
import { perMetric } from '../../protocol/step-metrics.ts';
import { createCurves } from './curves.ts';
import { limits } from '../../domain/limits/limits.ts';

const record = (value: number) => ({
  ...perMetric(() => 1),
  loss: value,
  accuracy: value / 10_000,
  gradientNorm: 2 * value,
  samples: 1,
});

test('keeps every step of a short run', () => {
  const curves = createCurves(3);
  for (const value of [4, 5, 6]) curves.push(record(value));
  const { step, loss, gradientNorm } = curves.read();
  expect([...step]).toEqual([1, 2, 3]);
  expect([...loss]).toEqual([4, 5, 6]);
  expect([...gradientNorm]).toEqual([8, 10, 12]);
});

test('averages a long run over equal stretches, at most 200', () => {
  const curves = createCurves(1001);
  for (let value = 1; value <= 1001; value++) curves.push(record(value));
  const { step, loss, accuracy } = curves.read();
  expect(step.length).toBeLessThanOrEqual(limits.maxCurvePoints);
  expect([...step.subarray(0, 2)]).toEqual([6, 12]);
  expect([...loss.subarray(0, 2)]).toEqual([3.5, 9.5]);
  expect(accuracy[1]).toBeCloseTo(9.5e-4, 7);
});

test('an unfinished stretch is the mean so far', () => {
  const curves = createCurves(1000);
  for (let value = 1; value <= 7; value++) curves.push(record(value));
  const { step, loss } = curves.read();
  expect([...step]).toEqual([5, 7]);
  expect([...loss]).toEqual([3, 6.5]);
});

test('a run without steps has no points', () => {
  expect(createCurves(1000).read().loss).toHaveLength(0);
});
