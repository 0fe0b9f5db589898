import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTrainingReport } from './training-report.ts';
import type { ResultLine, TrainingLine } from './training-run.ts';

const extent = { stepsPerEpoch: 2, totalSteps: 3 };
const step = (number: number): TrainingLine => ({ type: 'step', step: number, loss: 1.23456, samplesPerSecond: 800.4 });
const epoch: TrainingLine = {
  type: 'epoch',
  epoch: 1,
  loss: 0.5,
  trainAccuracy: 0.8,
  testAccuracy: 0.9125,
  seconds: 7.25,
};
const result: ResultLine = {
  type: 'result',
  steps: 3,
  stoppedBy: null,
  testAccuracy: 0.95,
  validationAccuracy: null,
  validationLoss: null,
  temperature: null,
  samplesPerSecond: 799.6,
  kernels: 'relaxed-6x4',
  threads: 2,
  paired: true,
  seconds: 9,
  model: 'here',
};

let printed: string[];

function createReport(terminal: NodeJS.WriteStream | null) {
  const print = (line: string) => printed.push(line);
  return createTrainingReport({ print, complain: print, terminal, signal: new AbortController().signal }, extent);
}

beforeEach(() => {
  printed = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('prints a step without a terminal when five seconds have passed, and always the last one', () => {
  const report = createTrainingReport(
    {
      print: (line) => printed.push(line),
      complain: () => undefined,
      terminal: null,
      signal: new AbortController().signal,
    },
    { stepsPerEpoch: 100, totalSteps: 5 },
  );
  for (const number of [1, 2, 3, 4, 5]) {
    report(step(number));
    vi.advanceTimersByTime(number === 2 ? 5_000 : 100);
  }
  expect(printed).toEqual(['1', '3', '5'].map((number) => `Step ${number}/5  loss 1.2346  800 samples/s`));
});

test('reports epochs and the result in words', () => {
  const report = createReport(null);
  report(epoch);
  report(result);
  report({ ...result, steps: 1, testAccuracy: null, model: null });
  report({ ...result, stoppedBy: 'patience' });
  expect(printed).toEqual([
    'Epoch 1: mean loss 0.5000, training accuracy 80.00 %, test accuracy 91.25 %, 7.3 s',
    '3 steps in 9.0 s (800 samples/s), test accuracy 95.00 %, saved in here\nComputed by relaxed-6x4 on 2 threads, vectors paired',
    '1 step in 9.0 s (800 samples/s), test accuracy not measured, not saved\nComputed by relaxed-6x4 on 2 threads, vectors paired',
    'Stopped early: the test loss stopped improving. 3 steps in 9.0 s (800 samples/s), test accuracy 95.00 %, saved in here\nComputed by relaxed-6x4 on 2 threads, vectors paired',
  ]);
});

test('moves a bar through each epoch on a terminal, and prints no line for a step', () => {
  const drawn: string[] = [];
  const stream = new PassThrough().on('data', (bytes: Buffer) => drawn.push(bytes.toString()));
  const report = createReport(Object.assign(stream, { isTTY: true }) as unknown as NodeJS.WriteStream);
  for (const line of [step(1), step(2), epoch, step(3), result]) report(line);

  expect(printed).toHaveLength(2);
  const text = drawn.join('');
  expect(text).toContain('Epoch 1/2');
  expect(text).toContain('2/2  loss 1.2346  800 samples/s');
  expect(text).toContain('Epoch 2/2');
  expect(text).toContain('1/1  loss 1.2346');
});
