import { expect, test } from 'vitest';
import { curvesOf } from './chart-data.ts';
import { createRunHistory } from './history.ts';
import { stepsFrom } from './testing/fake-engine.ts';

function historyOf(length: number, measured: Readonly<Record<number, number>> = {}) {
  const history = createRunHistory();
  history.append(stepsFrom(1, length));
  for (const [step, testAccuracy] of Object.entries(measured)) {
    history.appendEpoch({
      epoch: 1,
      step: Number(step),
      trainLoss: null,
      trainAccuracy: null,
      testLoss: 1,
      testAccuracy,
      seconds: null,
    });
  }
  return history;
}

test('loss is shown raw and smoothed over the step numbers', () => {
  const [steps, raw, smoothed] = curvesOf(historyOf(50), 'loss');
  expect([steps[0], steps[49]]).toEqual([1, 50]);
  expect(raw).toEqual(stepsFrom(1, 50).loss);
  expect(Number(smoothed[49])).toBeGreaterThan(Number(raw[49]));
});

test('a test accuracy holds until the next one, and is unknown before the first', () => {
  const [, training, tested] = curvesOf(historyOf(6, { 2: 0.5, 5: 0.75 }), 'accuracy');
  expect(tested).toEqual([null, 0.5, 0.5, 0.5, 0.75, 0.75]);
  expect(training[5]).toBeCloseTo(0.5, 6);
});

test('curves are not touched by steps that come later', () => {
  const history = historyOf(3);
  const [, raw] = curvesOf(history, 'loss');
  history.append({ ...stepsFrom(1, 3), loss: new Float32Array(3) });
  expect(raw).toEqual(stepsFrom(1, 3).loss);
});
