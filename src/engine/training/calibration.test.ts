import { expect, test } from 'vitest';
import { createCalibrationMeter, fitTemperature, withTemperature } from './calibration.ts';

/** Logits that give class 0 this probability; the other nine share the rest. */
function answering(probability: number): number[] {
  return [Math.log((9 * probability) / (1 - probability)), 0, 0, 0, 0, 0, 0, 0, 0, 0];
}

/** `count` answers of this probability, some of them correct. */
function answers(count: number, probability: number, correct: number): [Float32Array, Uint8Array] {
  const logits = Float32Array.from(Array.from({ length: count }, () => answering(probability)).flat());
  return [logits, Uint8Array.from({ length: count }, (_, sample) => (sample < correct ? 0 : 1))];
}

test('answers that are right as often as claimed have no calibration error', () => {
  const meter = createCalibrationMeter();
  meter.add(...answers(100, 0.8, 80));
  meter.add(...answers(100, 0.5, 50));
  expect(meter.error()).toBeCloseTo(0, 6);
});

test('the error is the mean distance between probability and accuracy, weighted by answers', () => {
  const meter = createCalibrationMeter();
  meter.add(...answers(300, 0.9, 300));
  meter.add(...answers(100, 0.6, 20));
  expect(meter.error()).toBeCloseTo(0.75 * 0.1 + 0.25 * 0.4, 6);
});

test('fully certain answers fall into the last bin', () => {
  const meter = createCalibrationMeter();
  meter.add(Float32Array.of(1000, 0, 0, 0, 0, 0, 0, 0, 0, 0), Uint8Array.of(0));
  expect(meter.error()).toBe(0);
});

test('temperature scaling brings overconfident answers down to their accuracy', () => {
  const [logits, labels] = answers(1000, 0.99, 900);
  const temperature = fitTemperature(logits, labels);
  // Only the first logit is not 0, so the optimum is known: ln(9 · 0.9 / 0.1) instead of ln(9 · 0.99 / 0.01).
  expect(temperature).toBeCloseTo(Math.log(891) / Math.log(81), 2);
});

test('leaves calibrated answers unchanged', () => {
  expect(fitTemperature(...answers(1000, 0.9, 900))).toBeCloseTo(1, 2);
});

test('divides only the readout by the temperature, in a copy', () => {
  const weights = ['lstm_1/kernel', 'readout/kernel', 'readout/bias'].map((name) => ({
    name,
    shape: [2],
    values: Float32Array.of(2, 4),
  }));
  const scaled = withTemperature(weights, 2);
  expect(scaled.map(({ values }) => [...values])).toEqual([
    [2, 4],
    [1, 2],
    [1, 2],
  ]);
  expect([...weights[1].values]).toEqual([2, 4]);
});
