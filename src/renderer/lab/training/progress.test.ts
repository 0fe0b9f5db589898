import { expect, test } from 'vitest';
import { knownAccuracy, progressOf } from './progress.ts';
import { idleRun, recipe, statusWith } from '../../client/testing/fake-engine.ts';

const at = (step: number, changes = {}) => progressOf({ recipe, run: { ...idleRun, step, ...changes } });

test('begins in the first epoch', () => {
  expect(at(0)).toEqual({ epoch: 1, epochs: 10, share: 0, secondsLeft: null });
});

test('is at the beginning for a network that is not trained here', () => {
  expect(at(0, { stepsPerEpoch: 0, totalSteps: 0 })).toEqual({ epoch: 1, epochs: 10, share: 0, secondsLeft: null });
});

test('takes the share of the epoch in progress', () => {
  const progress = at(469 * 2 + 134);
  expect(progress.epoch).toBe(3);
  expect(progress.share).toBeCloseTo(134 / 469, 10);
});

test('is at the end of the last epoch for a finished run', () => {
  expect(at(4690)).toMatchObject({ epoch: 10, share: 1 });
});

test('estimates the time left by the speed, and only while training', () => {
  const speed = { phase: 'training', samplesPerSecond: 1280 } as const;
  expect(at(4590, speed).secondsLeft).toBeCloseTo(10, 10);
  expect(at(4590, { ...speed, phase: 'paused' }).secondsLeft).toBeNull();
  expect(at(4590, { ...speed, samplesPerSecond: 0 }).secondsLeft).toBeNull();
});

test('takes the accuracy of a continued run from its latest evaluation', () => {
  const record = {
    epoch: 1,
    step: 469,
    trainLoss: 0.5,
    trainAccuracy: 0.9,
    testLoss: 0.3,
    testAccuracy: 0.93,
    seconds: 9,
  };
  const status = statusWith({ model: { ...statusWith().model, origin: 'trained', testAccuracy: null } });
  expect(knownAccuracy(status, record)).toEqual({ share: 0.93, step: 469 });
  expect(knownAccuracy(status, null)).toBeNull();
  expect(knownAccuracy(statusWith(), null)).toEqual({ share: 0.99, step: 0 });
});
