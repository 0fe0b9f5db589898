import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Mnist } from '../../domain/digit-set.ts';
import { limits } from '../../domain/limits/limits.ts';
import { endToken, stripHeight, writtenTokens } from '../../domain/strips/strip.ts';
import { type StripModel, stripModelNames, transformerHeads } from '../../domain/strips/strip-models.ts';
import { defaultStripSettings, type StripSettings } from '../../domain/strips/strip-settings.ts';
import type { StripReaderStatus, StripReading } from '../../protocol/strips.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { loadFewDigits, startTestPool } from '../testing/start.ts';
import { createStripNetwork, initialStripWeights, type StripNetwork } from './strip-network.ts';
import {
  loadStripReader,
  nothingSince,
  saveStripReader,
  shippedStripFile,
  type StoredStripReader,
} from './strip-file.ts';
import { createStripReader, type StripFiles } from './strip-reader.ts';
import { batchesOf, trainStrips } from './train-strips.ts';

const settings: StripSettings = { ...defaultStripSettings, units: 16, columnsPerStep: 7, longest: 2, steps: 100 };
let pool: KernelPool;
let digits: Mnist;
let folder: string;
let onStatus: ReturnType<typeof vi.fn<(status: StripReaderStatus) => void>>;
let onFailure: ReturnType<typeof vi.fn<(error: unknown) => void>>;

beforeAll(async () => {
  pool = await startTestPool();
  digits = await loadFewDigits(1000, 100);
  folder = await mkdtemp(join(tmpdir(), 'gatescope-strips-'));
});

afterAll(() => rm(folder, { recursive: true }));

beforeEach(() => {
  onStatus = vi.fn();
  onFailure = vi.fn();
});

async function start(files?: StripFiles) {
  const reader = createStripReader(pool, { value: digits }, { onStatus, onFailure }, files);
  await reader.ready();
  return reader;
}

function untrained(given = settings): StripNetwork {
  return createStripNetwork(pool, given, initialStripWeights(given, given.seed));
}

const stored = (weights: StoredStripReader['weights']): StoredStripReader => ({
  ...{ settings, step: 7, progress: [], since: nothingSince, weights, optimizer: null },
});

const quiet = { onStep: () => undefined, onProgress: () => undefined };

async function trained(given: StripSettings): Promise<StripNetwork> {
  const network = untrained(given);
  await trainStrips(network, digits, given, quiet, new AbortController().signal);
  return network;
}

test.each(['attention', 'transformer'] as const)(
  '%s: the same seed gives the same weights',
  async (model) => {
    const few = { ...settings, model, steps: 5, ownAnswers: 0.5 };
    const weights = (await trained(few)).readWeights();
    expect((await trained(few)).readWeights()).toEqual(weights);
    expect((await trained({ ...few, seed: 2 })).readWeights()).not.toEqual(weights);
  },
  60_000,
);

test.each(stripModelNames)(
  'lowers the loss of %s',
  async (model) => {
    const losses: number[] = [];
    const onStep = (_: number, loss: number) => void losses.push(loss);
    const given = { ...settings, model, longest: 1 };
    await trainStrips(untrained(given), digits, given, { ...quiet, onStep }, new AbortController().signal);
    const mean = (part: number[]) => part.reduce((sum, loss) => sum + loss, 0) / part.length;
    expect(mean(losses.slice(-10))).toBeLessThan(mean(losses.slice(0, 10)) * 0.9);
  },
  60_000,
);

test('gives the decoder as many own answers as the settings say', () => {
  const { ownAnswers, labels } = batchesOf(digits.train, { ...settings, ownAnswers: 0.25 })(3);
  const share = ownAnswers.reduce((sum, own) => sum + own, 0) / labels.length;
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.35);
});

function shapesOf({ columnsPerStep, encoderStates, tokens, probabilities, attention, decoder }: StripReading) {
  return {
    columnsPerStep,
    states: encoderStates.length,
    probabilities: probabilities.length / tokens.length,
    attention: attention.length / tokens.length,
    decoder: Object.fromEntries(Object.entries(decoder).map(([name, values]) => [name, values.length / tokens.length])),
  };
}

test('a reading has the states of each step, and gates, attention and probabilities of each token', async () => {
  const reader = await start();
  const { pixels, width } = reader.make(3, 5);
  const reading = reader.read({ pixels, width, forced: [] });
  const steps = Math.ceil(width / defaultStripSettings.columnsPerStep);
  const { units } = defaultStripSettings;
  expect(shapesOf(reading)).toEqual({
    ...{ columnsPerStep: 4, states: steps * 2 * units, probabilities: writtenTokens, attention: steps },
    decoder: {
      ...{ inputGate: units, forgetGate: units, candidate: units, outputGate: units },
      ...{ cellState: units, hiddenState: units },
    },
  });
  for (let token = 0; token < reading.tokens.length; token++) {
    const sumOf = (values: Float32Array, length: number) =>
      values.subarray(token * length, (token + 1) * length).reduce((sum, value) => sum + value, 0);
    expect(sumOf(reading.probabilities, writtenTokens)).toBeCloseTo(1, 5);
    expect(sumOf(reading.attention, steps)).toBeCloseTo(1, 5);
  }
});

test('a Transformer’s reading has the attention of each head, and what it is made of', async () => {
  const given = { ...settings, model: 'transformer', layers: 2 } as const;
  const reader = await start();
  await reader.train(given);
  await reader.stop();
  const { pixels, width } = reader.make(2, 5);
  const reading = reader.read({ pixels, width, forced: [] });
  const steps = Math.ceil(width / given.columnsPerStep);
  const [blocks, heads] = [given.layers, transformerHeads];
  const [written, { units }] = [reading.tokens.length, given];
  expect(shapesOf(reading)).toMatchObject({
    ...{ states: steps * blocks * units, attention: steps },
    decoder: Object.fromEntries(Array.from({ length: blocks }, (_, block) => [`block${block + 1}`, units])),
  });
  const all = reading.heads;
  if (!all) throw new Error('There are no heads.');
  expect([all.queries.length, all.keys.length, all.values.length]).toEqual(
    [written, steps, steps].map((tokens) => blocks * tokens * units),
  );
  const rows = blocks * heads;
  reading.attention.forEach((mean, at) => {
    const shares = Array.from({ length: rows }, (_, row) => all.attention[row * written * steps + at]);
    expect(shares.reduce((sum, share) => sum + share, 0) / rows).toBeCloseTo(mean, 5);
  });
});

test('writes forced tokens first and goes on from them', async () => {
  const reader = await start();
  const { pixels, width } = reader.make(3, 5);
  expect(reader.read({ pixels, width, forced: [4, 2] }).tokens.slice(0, 2)).toEqual([4, 2]);
  const ended = reader.read({ pixels, width, forced: [4, endToken] });
  expect(ended.tokens).toEqual([4, endToken]);
  expect(ended.beams).toEqual([{ tokens: [4], logProbability: 0 }]);
});

test('the beam holds three numbers, the most probable first, none worse than the greedy one', async () => {
  const given = { ...settings, longest: 1 };
  const reader = await start();
  await reader.train(given);
  await vi.waitUntil(() => !reader.status().training, { timeout: 60_000 });
  const { pixels, width } = reader.make(1, 2);
  const { beams, tokens, probabilities } = reader.read({ pixels, width, forced: [] });
  expect(beams).toHaveLength(3);
  const greedy = tokens.reduce((sum, token, at) => sum + Math.log(probabilities[at * writtenTokens + token]), 0);
  expect(beams[0].logProbability).toBeGreaterThanOrEqual(greedy - 1e-4);
  expect([...beams].sort((a, b) => b.logProbability - a.logProbability)).toEqual(beams);
}, 90_000);

test('offers and writes no more than six digits, whatever the decoder would go on to', async () => {
  const reader = await start();
  const { pixels, width } = reader.make(6, 5);
  for (const forced of [[], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6]]) {
    const { tokens, beams } = reader.read({ pixels, width, forced });
    const lengths = [tokens.filter((token) => token !== endToken), ...beams.map((beam) => beam.tokens)].map(
      ({ length }) => length,
    );
    expect(Math.max(...lengths)).toBeLessThanOrEqual(limits.maxStripDigits);
    expect(beams[0].logProbability).toBeLessThan(0);
  }
});

test('reads while it trains, tells how it goes, and keeps what it learned when stopped', async () => {
  const reader = await start();
  await reader.train({ ...settings, steps: 2000 });
  await vi.waitUntil(() => reader.status().step > 3, { timeout: 60_000 });
  expect(reader.status()).toMatchObject({ training: true, origin: 'trained', totalSteps: 2000 });
  const { pixels, width } = reader.make(2, 1);
  expect(reader.read({ pixels, width, forced: [] }).step).toBeGreaterThan(3);
  await reader.stop();
  const { step, training } = reader.status();
  expect(training).toBe(false);
  expect(step).toBeLessThan(2000);
  expect(reader.status().trainLoss).toBeGreaterThan(0);
  expect(onStatus).toHaveBeenCalled();
  expect(onFailure).not.toHaveBeenCalled();
}, 90_000);

test('measures the losses and the share of whole strips of every length', async () => {
  const reader = await start();
  await reader.train(settings);
  await vi.waitUntil(() => !reader.status().training, { timeout: 120_000 });
  const { progress } = reader.status();
  expect(progress.at(-1)?.step).toBe(settings.steps);
  for (const { wholeRight, testForcedLoss, testOwnLoss } of progress) {
    expect(wholeRight).toHaveLength(6);
    expect(testForcedLoss).toBeGreaterThan(0);
    expect(testOwnLoss).toBeGreaterThan(0);
  }
}, 150_000);

test('says so when the gradients explode', async () => {
  const network = untrained();
  const exploding = {
    ...network,
    train: () => Promise.resolve({ loss: NaN, gradientNorm: 1, correct: 0, operations: 0 }),
  };
  const training = trainStrips(exploding, digits, settings, quiet, new AbortController().signal);
  await expect(training).rejects.toMatchObject({ kind: 'trainingFailed', details: { of: 'strips', step: 1 } });
});

test('a strip of a single column is read, too', async () => {
  const reader = await start();
  const pixels = new Uint8Array(stripHeight).fill(255);
  expect(reader.read({ pixels, width: 1, forced: [] }).attention.length).toBeGreaterThan(0);
});

test.each(stripModelNames)(
  'keeps the reader trained last, and opens it at the next start: %s',
  async (model) => {
    const kept = join(folder, model, 'trained.strips');
    const reader = await start({ shipped: () => null, kept });
    await reader.train({ ...settings, model, steps: 100_000 });
    await vi.waitUntil(() => reader.status().step > 2, { timeout: 60_000 });
    await reader.end();
    // Also before the first measurement.
    await expect(loadStripReader(kept)).resolves.toMatchObject({ step: reader.status().step, progress: [] });
    await reader.train({ ...settings, model, steps: 100 });
    await vi.waitUntil(() => reader.status().progress.length > 0, { timeout: 60_000 });
    await reader.end();
    const { step, progress } = reader.status();
    const { pixels, width } = reader.make(2, 1);
    const later = await start({ shipped: () => null, kept });
    expect(later.status()).toMatchObject({ origin: 'trained', step, progress, settings: { model, units: 16 } });
    const order = { pixels, width, forced: [] };
    expect(later.read(order)).toEqual(reader.read(order));
  },
  90_000,
);

test('shows the shipped reader first, and says why it cannot', async () => {
  const shipped = (model: StripModel) => shippedStripFile(join(folder, 'shipped'), model);
  const weights = initialStripWeights(settings, 1);
  await saveStripReader(shipped('attention'), stored(weights));
  const reader = await start({ shipped, kept: null });
  expect(reader.status()).toMatchObject({ origin: 'pretrained', step: 7, pretrainedError: null });
  await reader.open('bottleneck');
  expect(reader.status()).toMatchObject({ origin: 'untrained', pretrainedError: { kind: 'modelMissing' } });
  await reader.open('attention');
  expect(reader.status()).toMatchObject({ origin: 'pretrained', settings });
});

test('refuses a file that was altered', async () => {
  const path = join(folder, 'altered.strips');
  await saveStripReader(path, stored(initialStripWeights(settings, 1)));
  const bytes = await readFile(path);
  bytes[bytes.length - 1] ^= 1;
  await writeFile(path, bytes);
  await expect(loadStripReader(path)).rejects.toMatchObject({ kind: 'modelInvalid' });
});

test('reports a reader that cannot be saved', async () => {
  const path = join(folder, 'altered.strips', 'trained.strips');
  const saving = saveStripReader(path, stored([]));
  await expect(saving).rejects.toMatchObject({ kind: 'stripReaderUnsaved' });
});

test('reports that the digits could not be read when they are needed', async () => {
  const reader = createStripReader(pool, { error: new Error('no digits') }, { onStatus, onFailure });
  expect(() => reader.make(1, 1)).toThrow('no digits');
  await expect(reader.train(settings)).rejects.toThrow('no digits');
});
