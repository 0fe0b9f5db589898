import { expect, test } from 'vitest';
import { perMetric } from '../../protocol/step-metrics.ts';
import { createHistory } from './history.ts';

function filled(count: number) {
  const history = createHistory();
  for (let step = 1; step <= count; step++) {
    history.push({ ...perMetric(() => 2 * step), loss: step, accuracy: step / 2000, samples: 1 });
  }
  return history;
}

test('keeps every record while growing', () => {
  const { firstStep, loss, gradientNorm } = filled(2000).since(0);
  expect(firstStep).toBe(1);
  expect(loss).toEqual(Float32Array.from({ length: 2000 }, (_, index) => index + 1));
  expect(gradientNorm[1999]).toBe(4000);
});

test('returns only the records after a step, in separate columns', () => {
  const history = filled(10);
  const { firstStep, loss } = history.since(7);
  expect(firstStep).toBe(8);
  expect([...loss]).toEqual([8, 9, 10]);
  expect(loss.buffer.byteLength).toBe(12);
  expect(history.since(10).loss.length).toBe(0);
});

test("continues from another history's records", () => {
  const former = filled(700);
  former.marks.push({ step: 3, kind: 'learningRate', from: 1, to: 2 });
  const history = createHistory({ steps: former.since(0), epochs: [], marks: former.marks });
  history.push({ ...perMetric(() => 0), loss: 701, samples: 1 });
  expect(history.since(0).loss).toEqual(Float32Array.from({ length: 701 }, (_, index) => index + 1));
  expect(history.marks).toEqual(former.marks);
});

test('averages the records after a step', () => {
  const { loss, accuracy } = filled(4).meansSince(2);
  expect(loss).toBe(3.5);
  expect(accuracy).toBeCloseTo(3.5 / 2000, 7);
});
