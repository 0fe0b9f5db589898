import { expect, test } from 'vitest';
import * as v from 'valibot';
import { perMetric, stepMetrics } from '../../protocol/step-metrics.ts';
import { columnsOf, metricsSchema, metricsToName, stepsFrom } from './step-columns.ts';

const steps = { firstStep: 1, ...perMetric((metric) => Float32Array.of(metric.length, 2)) };

test('columns survive a round trip', () => {
  expect(stepsFrom(stepMetrics, columnsOf(steps))).toEqual(steps);
});

test('a file without metric names holds the first four', () => {
  expect(v.parse(metricsSchema, undefined)).toEqual(['loss', 'accuracy', 'learningRate', 'gradientNorm']);
  expect(v.parse(metricsSchema, metricsToName())).toEqual(stepMetrics);
});

test('missing metrics are NaN, and unknown ones are ignored', () => {
  const read = stepsFrom(['temperature', 'loss'], [Float32Array.of(9, 9), Float32Array.of(1, 2)]);
  expect(read.loss).toEqual(Float32Array.of(1, 2));
  expect(read.gradientNorm).toEqual(Float32Array.of(NaN, NaN));
  expect(Object.keys(read).sort()).toEqual(['firstStep', ...stepMetrics].sort());
});
