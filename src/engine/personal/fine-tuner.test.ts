import { beforeAll, expect, test } from 'vitest';
import type { FineTuning } from '../../protocol/personal.ts';
import { type Mnist, sliceDigits } from '../../domain/digit-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { createLab, type Lab } from '../run/lab.ts';
import { defaultConfig, defaultRecipe } from '../../domain/recipe/config.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { loadFewDigits, startTestPool, testBackend } from '../testing/start.ts';
import { createFineTuner } from './fine-tuner.ts';

const config = { ...defaultConfig, units: 8 };
const pretrained = { config, weights: initialWeights(config, 1), metadata: null };
const ignore = () => undefined;
const ignoring = {
  ...{ onStep: ignore, onEpoch: ignore, onMark: ignore, onProgress: ignore },
  ...{ onPhase: ignore, onSession: ignore, onFailure: ignore },
};

let digits: Mnist;
let pool: KernelPool;

beforeAll(async () => {
  pool = await startTestPool();
  digits = await loadFewDigits(500, 100);
});

/** Fine-tunes, and calls `meanwhile` at the last check. */
async function tuneAnd(meanwhile: (lab: Lab, stop: () => Promise<void>) => Promise<unknown>) {
  const lab = createLab(testBackend, pool, { value: digits }, { value: pretrained }, ignoring);
  const ended = new Promise<FineTuning>((resolve, reject) => {
    const tuner = createFineTuner(lab, pool, {
      onProgress(progress) {
        if (progress.phase !== 'running') resolve(progress);
        else if (progress.checks.length === 11) void meanwhile(lab, tuner.stop);
      },
      onFailure: reject,
    });
    void tuner.start(() => digits, sliceDigits(digits.train, 0, 30), 1);
  });
  const { phase } = await ended;
  return { phase, lab };
}

test('does not undo a restart queued when fine-tuning ends', async () => {
  const { phase, lab } = await tuneAnd((shown) => shown.restart({ ...defaultRecipe, units: 6 }));
  expect(phase).toBe('outrun');
  expect(lab.status().model).toMatchObject({ origin: 'untrained', units: 6 });
});

test('leaves the network unchanged when stopped at the last moment', async () => {
  const { phase, lab } = await tuneAnd((_, stop) => stop());
  expect(phase).toBe('stopped');
  expect(lab.status()).toMatchObject({ session: 1, formerSession: null, model: { origin: 'pretrained' } });
});
