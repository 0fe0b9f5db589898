// Holds P22, P24.
import { writeSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { mebibyte } from './surface.ts';
import { attempts } from './surfaces.ts';
import type { Figures } from './try-surface.ts';

vi.mock('electron', async () => {
  const { EventEmitter } = await import('node:events');
  return { ipcMain: new EventEmitter(), protocol: {} };
});

/** Set by `npm run soak -- hostile`. */
const { HOSTILE_INPUTS, HOSTILE_SEED, HOSTILE_SURFACE, HOSTILE_PATH } = process.env;

const isLong = HOSTILE_INPUTS !== undefined;
const inputs = Number(HOSTILE_INPUTS ?? 3_000);
const seed = HOSTILE_SEED === undefined ? Date.now() % 2 ** 31 : Number(HOSTILE_SEED);
const shares = attempts.reduce((sum, { share }) => sum + share, 0);
const chosen = attempts.filter(({ name }) => HOSTILE_SURFACE === undefined || name === HOSTILE_SURFACE);

/** A second of computing is promised; beside other tests, on any machine, that cannot be measured. */
const longestAnswerMs = isLong ? 1_000 : 10_000;

describe('accepts or refuses all input in one sentence, soon, and without harm:', () => {
  test.each(chosen)('$name', { timeout: isLong ? 24 * 3_600_000 : 120_000 }, async ({ name, share, run }) => {
    // A repeated trial gets the surface's own number of inputs.
    const cases = HOSTILE_SURFACE === undefined ? Math.ceil((inputs * share) / shares) : inputs;
    const figures = await run({ cases, seed, path: HOSTILE_PATH, longestAnswerMs });
    expect(figures).toMatchObject({ surface: name, cases });
    if (isLong) writeSync(1, `${lineOf(figures)}\n`);
  });
});

function lineOf({ surface, cases, refused, longestMs, largestGrowth }: Figures): string {
  const growth = `${(largestGrowth / mebibyte).toFixed(0)} MiB`;
  return `${surface}: ${cases} inputs, ${refused} refused; longest answer ${longestMs.toFixed(0)} ms, largest growth ${growth}`;
}
