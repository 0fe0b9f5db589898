// Holds P10.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Mnist } from '../../domain/digit-set.ts';
import { stripModelNames } from '../../domain/strips/strip-models.ts';
import { defaultStripSettings, type StripSettings } from '../../domain/strips/strip-settings.ts';
import type { StripProgress } from '../../protocol/strips.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { loadFewDigits, startTestPool } from '../testing/start.ts';
import { loadStripReader, type LossSince, nothingSince, saveStripReader } from './strip-file.ts';
import { createStripNetwork, initialStripWeights, type StripNetwork } from './strip-network.ts';
import { createStripReader, type StripFiles } from './strip-reader.ts';
import { type TrainingPoint, trainStrips } from './train-strips.ts';

const settings: StripSettings = { ...defaultStripSettings, units: 16, columnsPerStep: 7, longest: 2, steps: 100 };
let pool: KernelPool;
let digits: Mnist;
let folder: string;

beforeAll(async () => {
  pool = await startTestPool();
  digits = await loadFewDigits(1000, 100);
  folder = await mkdtemp(join(tmpdir(), 'gatescope-train-on-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function start(files: StripFiles) {
  const reader = createStripReader(pool, { value: digits }, { onStatus: vi.fn(), onFailure: vi.fn() }, files);
  await reader.ready();
  return reader;
}

function untrained(given: StripSettings): StripNetwork {
  return createStripNetwork(pool, given, initialStripWeights(given, given.seed));
}

/** Trains up to a step and stops there. @returns what was measured, and the losses since */
async function trainUntil(last: number, network: StripNetwork, given: StripSettings, from?: TrainingPoint) {
  const pause = new AbortController();
  const measured: StripProgress[] = [];
  let since = nothingSince;
  const onStep = (step: number, _: number, __: number, latest: LossSince) => {
    since = latest;
    if (step === last) pause.abort();
  };
  const onProgress = (news: StripProgress) => void measured.push(news);
  await expect(trainStrips(network, digits, given, { onStep, onProgress }, pause.signal, from)).rejects.toThrow();
  return { measured, since };
}

test.each(stripModelNames)(
  'trained on from a file, %s has the same weights and measurements as without the pause',
  async (model) => {
    const given = { ...settings, model, ownAnswers: 0.5 };
    const network = untrained(given);
    const whole = await trainUntil(13, network, given);
    const paused = untrained(given);
    // A measurement is due after every fifth step.
    const { measured, since } = await trainUntil(7, paused, given);
    expect(since.steps).toBe(2);
    const path = join(folder, 'paused.strips');
    const [weights, optimizer] = [paused.readWeights(), paused.readOptimizer()];
    await saveStripReader(path, { settings: given, step: 7, progress: measured, since, weights, optimizer });
    const opened = await loadStripReader(path);
    const later = createStripNetwork(pool, given, opened.weights);
    if (opened.optimizer) later.restoreOptimizer(opened.optimizer);
    const rest = await trainUntil(13, later, given, opened);
    expect(later.readWeights()).toEqual(network.readWeights());
    expect([...measured, ...rest.measured]).toEqual(whole.measured);
    expect(rest.since).toEqual(whole.since);
  },
  90_000,
);

test('goes on with a training that was stopped, also after a restart', async () => {
  const kept = join(folder, 'stopped', 'trained.strips');
  const given = { ...settings, longest: 1 };
  const files = { shipped: () => null, kept };
  const until = async (reader: Awaited<ReturnType<typeof start>>, step: number) => {
    await vi.waitFor(
      () => {
        expect(reader.status().step).toBeGreaterThanOrEqual(step);
      },
      { timeout: 60_000, interval: 5 },
    );
  };
  const reader = await start(files);
  await reader.train(given);
  await until(reader, 7);
  expect(reader.status().canTrainOn).toBe(false);
  await reader.end();
  expect(reader.status()).toMatchObject({ canTrainOn: true, training: false });
  const later = await start(files);
  expect(later.status()).toMatchObject({ canTrainOn: true, step: reader.status().step });
  await later.trainOn();
  await until(later, given.steps);
  await later.end();
  expect(later.status()).toMatchObject({ canTrainOn: false, step: given.steps });
  const network = untrained(given);
  const quiet = { onStep: () => undefined, onProgress: () => undefined };
  await trainStrips(network, digits, given, quiet, new AbortController().signal);
  expect((await loadStripReader(kept)).weights).toEqual(network.readWeights());
}, 90_000);
