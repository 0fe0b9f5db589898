import { expect, test } from 'vitest';
import { createCurves } from './chart-data.ts';
import { createRunHistory } from './history.ts';
import { clippedLately } from './run-curves.ts';
import { stepsFrom } from '../../client/testing/fake-engine.ts';

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
  const [steps, raw, smoothed] = createCurves()(historyOf(50), 'loss', 0);
  expect([steps[0], steps[49]]).toEqual([1, 50]);
  expect(raw).toEqual(stepsFrom(1, 50).loss);
  expect(smoothed[49]).toBeGreaterThan(raw[49]);
});

test('a test accuracy holds until the next one, and is no number before the first', () => {
  const [, training, tested] = createCurves()(historyOf(6, { 2: 0.5, 5: 0.75 }), 'accuracy', 0);
  expect([...tested]).toEqual([NaN, 0.5, 0.5, 0.5, 0.75, 0.75]);
  expect(training[5]).toBeCloseTo(0.5, 6);
});

test('curves are not touched by steps that come later', () => {
  const history = historyOf(3);
  const [, raw] = createCurves()(history, 'loss', 0);
  history.append({ ...stepsFrom(1, 3), loss: new Float32Array(3) });
  expect(raw).toEqual(stepsFrom(1, 3).loss);
});

test('steps whose gradient was longer than the clip norm are marked, and counted over the last hundred', () => {
  const history = historyOf(150);
  const gradientNorm = Float32Array.from({ length: 150 }, (_, index) => (index >= 113 ? 2 : 0.5));
  history.append({ ...stepsFrom(1, 150), gradientNorm });
  const [, norms, , clipped] = createCurves()(history, 'gradientNorm', 1);
  expect(norms).toEqual(gradientNorm);
  expect([clipped[112], clipped[113]]).toEqual([NaN, 2]);
  expect(clippedLately(history, 1)).toEqual({ clipped: 37, steps: 100 });
  expect(clippedLately(historyOf(3), 1)).toEqual({ clipped: 0, steps: 3 });
});

test('without clipping there is no curve of clipped steps', () => {
  expect(createCurves()(historyOf(3), 'gradientNorm', 0)).toHaveLength(3);
});
