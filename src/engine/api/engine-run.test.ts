// Holds P31.
import { expect, test, vi } from 'vitest';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { until } from '../testing/client.ts';
import { enginesOn } from '../testing/engines.ts';

const recipe: Recipe = { ...defaultRecipe, units: 16, batchSize: 50, epochs: 4 };
const engines = enginesOn(500, 300);

async function startWith(changes: Partial<Recipe>) {
  const client = engines.start();
  await client.rpc.restart({ recipe: { ...recipe, ...changes } });
  return client;
}

test('trains, traces and describes every cell', async () => {
  for (const cell of ['rnn', 'lstm', 'gru', 'transformer'] as const) {
    const { rpc } = await startWith({ cell, layers: 2 });
    await rpc.step(undefined);
    const { model, run } = await rpc.getStatus(undefined);
    expect(model).toMatchObject({ cell, layers: 2, origin: 'trained' });
    expect(run.step).toBe(1);
    const trace = await rpc.pin({ source: { kind: 'test', index: 0 } });
    expect(trace).toMatchObject({ cell, steps: 28, firstStep: 0, heads: cell === 'transformer' ? 4 : 0, label: 7 });
    expect(trace?.layers.length).toBe(2);
    expect(trace?.layers[1].matrices.hiddenState?.length).toBe(28 * 16);
    expect(trace?.layers[0].attention?.length).toBe(cell === 'transformer' ? 4 * 28 * 28 : undefined);
  }
});

test('a learning rate changed during training applies from the next step, is announced and recorded', async () => {
  const { rpc, told } = await startWith({ schedule: 'constant', learningRate: 0.002 });
  await rpc.step(undefined);
  await rpc.setLearningRate({ learningRate: 0.01 });
  expect((await rpc.getStatus(undefined)).run.learningRate).toBeCloseTo(0.01, 9);
  await rpc.step(undefined);
  const { steps, marks } = await rpc.getHistory(undefined);
  expect([...steps.learningRate].map((rate) => Number(rate.toFixed(5)))).toEqual([0.002, 0.01]);
  expect(marks).toEqual([{ step: 1, kind: 'learningRate', from: 0.002, to: 0.01 }]);
  expect(told.marks).toEqual(marks);
});

test('scales the rest of the schedule accordingly', async () => {
  const { rpc } = await startWith({ schedule: 'cosine', learningRate: 0.004 });
  await rpc.setLearningRate({ learningRate: 0.002 });
  for (let step = 0; step < 20; step++) await rpc.step(undefined);
  // After half of the 40 steps a cosine has halved the rate.
  expect((await rpc.getStatus(undefined)).run.learningRate).toBeCloseTo(0.001, 6);
});

test('training stops at the target accuracy, and continues on request', async () => {
  const { rpc, told } = await startWith({ targetAccuracy: 0.01 });
  await rpc.train(undefined);
  await until(() => told.statuses.at(-1)?.run.phase === 'finished');
  expect(told.statuses.at(-1)?.run).toMatchObject({ step: 10, stoppedBy: 'targetAccuracy' });
  await rpc.train(undefined);
  await until(() => told.statuses.at(-1)?.run.step === 20);
  expect(told.statuses.at(-1)?.run.phase).toBe('finished');
});

test('a learning rate changed near the end of a cycle applies to that cycle only', async () => {
  const { rpc } = await startWith({ epochs: 1, learningRate: 0.004 });
  for (let step = 0; step < 9; step++) await rpc.step(undefined);
  await rpc.setLearningRate({ learningRate: 0.001 });
  for (let step = 0; step < 6; step++) await rpc.step(undefined);
  const { steps } = await rpc.getHistory(undefined);
  expect(steps.learningRate[9]).toBeCloseTo(0.001, 9);
  expect(Math.max(...steps.learningRate)).toBeLessThanOrEqual(0.00401);
});

test('a single step after a stop rule is an ordinary step', async () => {
  const { rpc, told } = await startWith({ targetAccuracy: 0.01 });
  await rpc.train(undefined);
  await until(() => told.statuses.at(-1)?.run.phase === 'finished');
  await rpc.step(undefined);
  expect((await rpc.getStatus(undefined)).run).toMatchObject({ phase: 'paused', stoppedBy: null, step: 11 });
});

test('answers a gradient-flow request while the network is replaced, and training continues', async () => {
  const { rpc } = await startWith({});
  const asked = [null, { kind: 'test', index: 0 }, null] as const;
  for (let round = 0; round < 4; round++) {
    await rpc.step(undefined);
    const flows = asked.map((source) => rpc.getGradientFlow({ source }));
    await rpc.restart({ recipe: { ...recipe, seed: round } });
    await rpc.restart({ recipe: { ...recipe, seed: round + 10 } });
    expect((await Promise.all(flows)).every(({ step }) => step === 1)).toBe(true);
  }
  await rpc.step(undefined);
  expect((await rpc.getStatus(undefined)).run.step).toBe(1);
});

test('a ReLU network without clipping explodes with one error sentence, and the previous network stays', async () => {
  const { rpc, told } = await startWith({
    ...{ cell: 'rnn', activation: 'relu', units: 128, clipNorm: 0, optimizer: 'sgd', epochs: 100 },
    ...{ schedule: 'constant', learningRate: 0.1 },
  });
  await rpc.train(undefined);
  const explosion = () => told.failures.find(({ kind }) => kind === 'trainingFailed');
  await until(() => explosion() !== undefined);
  expect(explosion()?.message).toMatch(/^The gradients exploded at step \d+\./);
  const { steps } = await rpc.getHistory(undefined);
  expect(steps.loss.every(Number.isFinite)).toBe(true);
  const { weights } = await rpc.getWeights(undefined);
  expect(weights.every(({ values }) => values.every(Number.isFinite))).toBe(true);
});

test('reports gradient flow for a test digit, a drawing and many digits', async () => {
  const { rpc } = await startWith({ layers: 2, window: 20 });
  const pixels = engines.digits.test.images.slice(0, 784);
  for (const source of [{ kind: 'test', index: 0 }, { kind: 'drawing', pixels }, null] as const) {
    const flow = await rpc.getGradientFlow({ source });
    expect(flow).toMatchObject({ steps: 28, firstStep: 8, layers: 2, step: 0 });
    expect(flow.lossGradient.length).toBe(56);
    expect(flow.stateJacobian.subarray(28, 36).every((norm) => norm === 0)).toBe(true);
    // ∂h_T/∂h_T is the 16 × 16 identity; for many digits it is estimated with random signs of the same norm.
    expect(flow.stateJacobian[55]).toBeCloseTo(4, 5);
  }
});

test('counts every weight and every saturation value', async () => {
  const { rpc } = await startWith({ cell: 'gru' });
  const { weights, saturation, digits: counted } = await rpc.getWeights(undefined);
  for (const { shape, values, histogram } of weights) {
    expect(values.length).toBe(shape.reduce((product, size) => product * size, 1));
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
  }
  expect(saturation.map(({ matrix }) => matrix).sort()).toEqual(
    ['candidate', 'hiddenState', 'resetGate', 'updateGate'].sort(),
  );
  for (const { histogram } of saturation) {
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(counted * 28 * 16);
  }
});

test("reads a digit in another order of equal length, or else in the network's own", async () => {
  const { rpc } = await startWith({});
  const source = { kind: 'test', index: 0 } as const;
  const own = await rpc.pin({ source });
  const columns = await rpc.pin({ source, order: 'columns' });
  expect(own?.order).toBe('rowsDown');
  expect(columns?.order).toBe('columns');
  expect(columns?.probabilities).not.toEqual(own?.probabilities);
  expect((await rpc.pin({ source, order: 'pixels' }))?.order).toBe('rowsDown');
});

test('refuses incompatible recipe settings in one sentence', async () => {
  const { rpc } = await startWith({});
  const refused = rpc.restart({ recipe: { ...recipe, cell: 'transformer', units: 30 } });
  await expect(refused).rejects.toThrow("A Transformer's units must be a multiple of its heads.");
});

test('hours of machine sleep count neither towards the epoch nor the training speed', async () => {
  const { rpc, told } = await startWith({ units: 128, layers: 2 });
  let slept = 0;
  const awake = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => awake() + slept);
  // Three times only: on a busy machine a step may take longer than the interval.
  const sleeping = setInterval(() => (slept += slept < 3 * 3_600_000 ? 3_600_000 : 0), 10);
  try {
    await rpc.trainEpoch(undefined);
    await until(() => told.epochs.length > 0);
  } finally {
    clearInterval(sleeping);
    vi.restoreAllMocks();
  }
  expect(slept).toBeGreaterThan(0);
  expect(told.epochs[0].seconds).toBeLessThan(60);
  expect((await rpc.getStatus(undefined)).run.samplesPerSecond).toBeGreaterThan(1);
});
