import { expect, test } from 'vitest';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { mnistInfo } from '../../engine/data/data-set.ts';
import { experiments } from '../../domain/experiments/experiments.ts';
import type { ComparedRun } from '../../protocol/comparison.ts';
import { createExperimentReport } from './experiment-report.ts';

function runWith(changes: Partial<ComparedRun>): ComparedRun {
  return {
    name: 'ReLU',
    dataSet: mnistInfo,
    recipe: defaultRecipe,
    digits: 20_000,
    id: 1,
    experiment: 'clipping',
    replaces: [],
    state: 'done',
    error: null,
    parameters: 6602,
    step: 471,
    totalSteps: 471,
    curves: {
      step: Uint32Array.of(471),
      loss: Float32Array.of(0.5),
      accuracy: Float32Array.of(0.75),
      gradientNorm: Float32Array.of(2),
      weightNorm: Float32Array.of(8),
    },
    testAccuracy: [{ order: 'rowsDown', accuracy: 0.6918 }],
    gradientFlow: null,
    seconds: 1.84,
    ...changes,
  };
}

const exploded = runWith({
  name: 'bold',
  state: 'failed',
  step: 170,
  testAccuracy: [],
  error: { kind: 'trainingFailed', message: 'The gradients exploded at step 171.', details: { step: 171 }, stack: '' },
});

const by = { kernels: 'relaxed-6x4', threads: 2, paired: false };
const bySentence = 'Computed by relaxed-6x4 on 2 threads, vectors not paired';

function reporting(json: boolean) {
  const printed: string[] = [];
  const print = (line: string) => printed.push(line);
  const io = { print, complain: print, terminal: null, signal: new AbortController().signal };
  return { printed, report: createExperimentReport(experiments.clipping, by, json, io) };
}

test('reports each run in words, and all of them in a table', () => {
  const { printed, report } = reporting(false);
  report.run(exploded);
  report.run(runWith({}));
  report.result([exploded, runWith({})]);
  expect(printed.slice(1)).toEqual([
    'bold              The gradients exploded at step 171.',
    'ReLU              test accuracy 69.18 % after 471 steps in 1.8 s',
    '',
    'run   weights  steps  seconds  accuracy',
    'bold     6602    170      1.8    failed',
    'ReLU     6602    471      1.8   69.18 %',
    '',
    bySentence,
  ]);
});

test('has a column for each order’s accuracy', () => {
  const { printed, report } = reporting(false);
  const testAccuracy = [
    { order: 'columns', accuracy: 0.9 },
    { order: 'rowsUp', accuracy: 0.1 },
  ] as const;
  report.result([runWith({ testAccuracy }), runWith({ name: 'other' })]);
  expect(printed.slice(-5)).toEqual([
    'run    weights  steps  seconds  columns   rowsUp  rowsDown',
    'ReLU      6602    471      1.8  90.00 %  10.00 %         –',
    'other     6602    471      1.8        –        –   69.18 %',
    '',
    bySentence,
  ]);
});

test('prints an object a line with --json', () => {
  const { printed, report } = reporting(true);
  report.progress(runWith({ state: 'running', step: 7 }));
  report.run(exploded);
  report.result([exploded, runWith({})]);
  expect(printed.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { type: 'progress', run: 'ReLU', step: 7, totalSteps: 471, loss: 0.5, accuracy: 0.75 },
    {
      type: 'run',
      name: 'bold',
      state: 'failed',
      error: 'The gradients exploded at step 171.',
      curves: { step: [471] },
    },
    { type: 'result', experiment: 'clipping', runs: 2, seconds: 3.68 },
  ]);
});
