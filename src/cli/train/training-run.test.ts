// Holds P31.
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { loadMnist } from '../../engine/data/mnist.ts';
import { type DigitSet, type Mnist } from '../../domain/digit-set.ts';
import type { KernelPool } from '../../engine/kernels/threads/pool.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { sleepNowAndThen } from '../../engine/testing/sleep-now-and-then.ts';
import { dataDirectory, startTestPool } from '../../engine/testing/start.ts';
import { type ResultLine, runTraining, type Save, type TrainingLine } from './training-run.ts';

const recipe = { ...defaultRecipe, units: 8, batchSize: 10 };
const never = new AbortController().signal;
let digits: Mnist;
let pool: KernelPool;

const first = (count: number, { images, labels }: DigitSet) => ({
  count,
  images: images.subarray(0, 784 * count),
  labels: labels.subarray(0, count),
});

beforeAll(async () => {
  pool = await startTestPool();
  const { train, test } = await loadMnist(dataDirectory);
  // Three steps an epoch.
  digits = { train: first(30, train), test: first(20, test) };
});

afterEach(() => {
  vi.restoreAllMocks();
});

async function linesOf(run: AsyncIterable<TrainingLine>): Promise<TrainingLine[]> {
  const lines: TrainingLine[] = [];
  for await (const line of run) lines.push(line);
  return lines;
}

function resultOf(lines: TrainingLine[]): ResultLine {
  const last = lines.at(-1);
  if (last?.type !== 'result') throw new Error('The last line is no result.');
  return last;
}

function createSave() {
  return vi.fn<Save>(({ step }) => Promise.resolve(`saved at ${step}`));
}

test('reports every step, then the epoch, and finally the result', async () => {
  const lines = await linesOf(runTraining(pool, digits, { recipe, totalSteps: 6 }, null, never));
  expect(lines.map(({ type }) => type)).toEqual([
    'step',
    'step',
    'step',
    'epoch',
    'step',
    'step',
    'step',
    'epoch',
    'result',
  ]);
  expect(lines.filter(({ type }) => type === 'step')).toMatchObject([1, 2, 3, 4, 5, 6].map((step) => ({ step })));
});

test('gives an epoch the mean loss of its steps, and the last one the accuracy of the result', async () => {
  const lines = await linesOf(runTraining(pool, digits, { recipe, totalSteps: 6 }, null, never));
  const losses = lines.filter((line) => line.type === 'step').map(({ loss }) => loss);
  const epochs = lines.filter((line) => line.type === 'epoch');
  const result = resultOf(lines);

  expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
  expect(epochs[1].loss).toBeCloseTo((losses[3] + losses[4] + losses[5]) / 3, 5);
  expect(epochs[0].seconds + epochs[1].seconds).toBeCloseTo(result.seconds, 9);
  expect(result).toMatchObject({ steps: 6, testAccuracy: epochs[1].testAccuracy, model: null });
  expect(result.samplesPerSecond).toBeCloseTo(60 / result.seconds, 6);
});

test('does not count the hours that a machine sleeps as training time', async () => {
  sleepNowAndThen();
  const lines = await linesOf(runTraining(pool, digits, { recipe, totalSteps: 30 }, null, never));
  const { steps, seconds, samplesPerSecond } = resultOf(lines);
  expect(steps).toBe(30);
  expect(seconds).toBeLessThan(60);
  expect(samplesPerSecond).toBeGreaterThan(1);
});

test('measures steps that end inside an epoch, too', async () => {
  const lines = await linesOf(runTraining(pool, digits, { recipe, totalSteps: 2 }, null, never));
  expect(lines.map(({ type }) => type)).toEqual(['step', 'step', 'result']);
  expect(resultOf(lines).testAccuracy).not.toBeNull();
});

test('saves after each epoch and at the end, each state once, with its measurements', async () => {
  const save = createSave();
  const lines = await linesOf(runTraining(pool, digits, { recipe, totalSteps: 7 }, save, never));
  const states = save.mock.calls.map(([{ step, evaluation }]) => [step, evaluation?.confusion.reduce((a, b) => a + b)]);

  expect(states).toEqual([
    [3, 20],
    [6, 20],
    [7, 20],
  ]);
  expect(lines.at(-1)).toMatchObject({ model: 'saved at 7' });
  await linesOf(runTraining(pool, digits, { recipe, totalSteps: 3 }, save, never));
  expect(save).toHaveBeenCalledTimes(4);
});

test('ends an interrupted run after the present step, saves it unmeasured and reports the result', async () => {
  const stop = new AbortController();
  const save = createSave();
  const lines: TrainingLine[] = [];
  for await (const line of runTraining(pool, digits, { recipe, totalSteps: 1_000 }, save, stop.signal)) {
    lines.push(line);
    if (line.type === 'step' && line.step === 2) stop.abort();
  }

  expect(lines.map(({ type }) => type)).toEqual(['step', 'step', 'result']);
  expect(lines[2]).toMatchObject({ steps: 2, testAccuracy: null, model: 'saved at 2' });
  expect(save.mock.calls[0][0]).toMatchObject({ step: 2, evaluation: null });
});

test('saves nothing when interrupted before its first step', async () => {
  const save = createSave();
  const lines = await linesOf(runTraining(pool, digits, { recipe, totalSteps: 5 }, save, AbortSignal.abort()));
  const computing = { kernels: pool.kernels.build.name, threads: 2, paired: false };
  const validation = { validationAccuracy: null, validationLoss: null, temperature: null };
  expect(lines).toEqual([
    {
      ...{ type: 'result', steps: 0, stoppedBy: null, testAccuracy: null, ...validation },
      ...{ samplesPerSecond: 0, seconds: 0, ...computing, model: null },
    },
  ]);
  expect(save).not.toHaveBeenCalled();
});

test('sets the temperature of the saved readout by held-back digits, and measures the network on them', async () => {
  const saved: Parameters<Save>[0][] = [];
  const save: Save = (snapshot) => {
    saved.push(snapshot);
    return Promise.resolve('folder');
  };
  const validation = digits.test;
  const lines = await linesOf(runTraining(pool, { ...digits, validation }, { recipe, totalSteps: 3 }, save, never));
  const { temperature, validationAccuracy, testAccuracy } = resultOf(lines);
  const [trained, calibrated] = saved;
  expect(saved.map(({ step }) => step)).toEqual([3, 3]);
  expect(trained.validation).toBe(null);
  expect(calibrated.validation).toMatchObject({ temperature, accuracy: validationAccuracy });
  // The same digits: the temperature changes no answer, and lowers the loss.
  expect(testAccuracy).toBe(validationAccuracy);
  expect(calibrated.evaluation?.accuracy).toBe(trained.evaluation?.accuracy);
  expect(calibrated.evaluation?.loss).toBeLessThan(trained.evaluation?.loss ?? 0);
  const readout = ({ weights }: Parameters<Save>[0]) => weights.at(-2)?.values[5] ?? 0;
  expect(readout(calibrated) * (temperature ?? 0)).toBeCloseTo(readout(trained), 5);
});

test('saves a model at the end that could not be saved after an epoch', async () => {
  const save = createSave();
  save.mockResolvedValueOnce(null).mockResolvedValueOnce(null);
  const lines = await linesOf(runTraining(pool, digits, { recipe, totalSteps: 6 }, save, never));
  expect(save.mock.calls.map(([{ step }, isLast]) => ({ step, isLast }))).toEqual([
    { step: 3, isLast: false },
    { step: 6, isLast: false },
    { step: 6, isLast: true },
  ]);
  expect(resultOf(lines).model).toBe('saved at 6');
});
