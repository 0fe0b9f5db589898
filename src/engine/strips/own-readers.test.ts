import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Mnist } from '../../domain/digit-set.ts';
import { defaultStripSettings, type StripSettings } from '../../domain/strips/strip-settings.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { loadFewDigits, startTestPool } from '../testing/start.ts';
import { createStripReader, type StripReader } from './strip-reader.ts';

const settings: StripSettings = { ...defaultStripSettings, units: 16, columnsPerStep: 7, longest: 1, steps: 100_000 };
let pool: KernelPool;
let digits: Mnist;
let folder: string;
let kept: string;

beforeAll(async () => {
  pool = await startTestPool();
  digits = await loadFewDigits(1000, 100);
  folder = await mkdtemp(join(tmpdir(), 'gatescope-own-readers-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function start(): Promise<StripReader> {
  const events = { onStatus: vi.fn(), onFailure: vi.fn() };
  const reader = createStripReader(pool, { value: digits }, events, { shipped: () => null, kept });
  await reader.ready();
  return reader;
}

/** Trains a few steps, far from the first measurement, and stops. */
async function trainBriefly(reader: StripReader, seed: number): Promise<void> {
  await reader.train({ ...settings, seed });
  await vi.waitUntil(() => reader.status().step > 2, { timeout: 60_000, interval: 5 });
  await reader.stop();
}

const seedsOf = (reader: StripReader) => {
  const { settings: shown, origin, former, dropped } = reader.status();
  return {
    shown: origin === 'trained' ? shown.seed : origin,
    former: former?.settings.seed ?? null,
    dropped: dropped?.settings.seed ?? null,
  };
};

function answers(reader: StripReader) {
  const { pixels, width } = reader.make(2, 1);
  return reader.read({ pixels, width, forced: [] });
}

test('brings back an own reader that a fresh one replaced, and that one again, also after a restart', async () => {
  kept = join(folder, 'replaced', 'trained.strips');
  const reader = await start();
  await reader.bringBack();
  expect(seedsOf(reader)).toEqual({ shown: 'untrained', former: null, dropped: null });
  await trainBriefly(reader, 1);
  expect(seedsOf(reader)).toEqual({ shown: 1, former: null, dropped: null });
  const first = { step: reader.status().step, answers: answers(reader) };
  await trainBriefly(reader, 2);
  expect(seedsOf(reader)).toEqual({ shown: 2, former: 1, dropped: 1 });
  await reader.bringBack();
  expect(seedsOf(reader)).toEqual({ shown: 1, former: 2, dropped: 2 });
  expect(reader.status()).toMatchObject({ step: first.step, canTrainOn: true, training: false });
  expect(answers(reader)).toEqual(first.answers);
  await reader.end();
  const later = await start();
  expect(seedsOf(later)).toEqual({ shown: 1, former: 2, dropped: 2 });
  await later.bringBack();
  expect(seedsOf(later)).toEqual({ shown: 2, former: 1, dropped: 1 });
  await trainBriefly(later, 3);
  expect(seedsOf(later)).toEqual({ shown: 3, former: 2, dropped: 2 });
}, 90_000);

test('brings back both own readers after a shipped one was shown', async () => {
  kept = join(folder, 'opened', 'trained.strips');
  const reader = await start();
  await trainBriefly(reader, 1);
  await trainBriefly(reader, 2);
  await reader.open('attention');
  expect(seedsOf(reader)).toEqual({ shown: 'untrained', former: 2, dropped: 1 });
  await reader.bringBack();
  expect(seedsOf(reader)).toEqual({ shown: 2, former: 1, dropped: 1 });
  await reader.bringBack();
  expect(seedsOf(reader)).toEqual({ shown: 1, former: 2, dropped: 2 });
}, 90_000);

test('a training that ends before its first step leaves one reader, not two', async () => {
  kept = join(folder, 'nothing', 'trained.strips');
  const reader = await start();
  await trainBriefly(reader, 1);
  await reader.train({ ...settings, seed: 2 });
  await reader.stop();
  await reader.bringBack();
  expect(seedsOf(reader).shown).toBe(1);
  await reader.end();
  const later = await start();
  expect(seedsOf(later).shown).toBe(1);
}, 90_000);
