import { expect, test } from 'vitest';
import { learningRateAt } from './schedule.ts';

const oneCycle = { schedule: 'oneCycle', learningRate: 4e-3 } as const;

test('one-cycle starts at peak/25, peaks after 30 % of the steps and ends near zero', () => {
  expect(learningRateAt(oneCycle, 0, 1000)).toBeCloseTo(4e-3 / 25, 9);
  expect(learningRateAt(oneCycle, 299, 1000)).toBeCloseTo(4e-3, 9);
  expect(learningRateAt(oneCycle, 999, 1000)).toBeCloseTo(4e-3 / 250_000, 12);
});

test('one-cycle rises to its peak and then falls, without a jump', () => {
  const rates = Array.from({ length: 200 }, (_, step) => learningRateAt(oneCycle, step, 200));
  const peak = rates.indexOf(Math.max(...rates));
  expect(peak).toBe(59);
  for (let step = 1; step < 200; step++) {
    expect(Math.sign(rates[step] - rates[step - 1])).toBe(step <= peak ? 1 : -1);
    expect(Math.abs(rates[step] - rates[step - 1])).toBeLessThan(4e-3 * 0.05);
  }
});

test('a run that continues after its last step starts a new cycle', () => {
  expect(learningRateAt(oneCycle, 1000, 1000)).toBe(learningRateAt(oneCycle, 0, 1000));
});

test('a recipe of a single step has a finite rate', () => {
  for (const totalSteps of [1, 2, 3, 4]) {
    for (let step = 0; step < totalSteps; step++) {
      expect(learningRateAt(oneCycle, step, totalSteps)).toBeGreaterThan(0);
    }
  }
});

test('constant never changes', () => {
  expect(learningRateAt({ schedule: 'constant', learningRate: 0.01 }, 77, 100)).toBe(0.01);
});

test('cosine starts at the peak, halves in the middle, and then restarts', () => {
  const cosine = { schedule: 'cosine', learningRate: 0.01 } as const;
  expect(learningRateAt(cosine, 0, 100)).toBeCloseTo(0.01, 9);
  expect(learningRateAt(cosine, 50, 100)).toBeCloseTo(0.005, 9);
  expect(learningRateAt(cosine, 99, 100)).toBeLessThan(1e-5);
  expect(learningRateAt(cosine, 100, 100)).toBeCloseTo(0.01, 9);
});
