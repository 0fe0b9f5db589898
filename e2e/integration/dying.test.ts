// Holds P1, P2, P10.
/**
 * The built browser host is killed, or parts of it die (e2e/window kills the window's): what was saved of a run is
 * whole, and resumes.
 */

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectTo } from '../../bench/engine-connection.ts';
import { killRepeatedly } from '../../scripts/soak/kills.ts';
import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import { startServer } from '../../src/server/index.ts';
import { dieWhenThereIs } from '../hosts/die-on-request.ts';
import { assets, enginePath, rendererDirectory } from './built.ts';

let userDirectory: string;
beforeEach(async () => {
  userDirectory = await mkdtemp(join(tmpdir(), 'gatescope-dying-'));
});
afterEach(() => rm(userDirectory, { recursive: true }));

test('loses no saved run of a killed browser host, and resumes each bit for bit', async () => {
  const onKill = vi.fn();
  const figures = await killRepeatedly(userDirectory, 4, {
    ...{ victim: 'host', saveSeconds: 0.3, onKill },
    lifeSeconds: () => Math.random(),
  });
  expect(onKill).toHaveBeenCalledTimes(4);
  expect(figures).toMatchObject({ kills: 4 });
});

test('loses hardly anything of the first seconds, though a run is saved each minute', async () => {
  const lives = [7, 0.2];
  const figures = await killRepeatedly(userDirectory, lives.length, {
    ...{ victim: 'host', saveSeconds: 60, onKill: vi.fn() },
    lifeSeconds: () => lives.shift() ?? 0,
  });
  expect(figures.kills).toBe(2);
});

test('survives the death of a compute thread, and the next engine offers the run', async () => {
  const death = join(userDirectory, 'die');
  const mortal = { ...assets, userDirectory, threadOptions: dieWhenThereIs(death) };
  const log = vi.fn();
  const host = await startServer({ assets: mortal, enginePath, rendererDirectory, log });
  try {
    const { engine } = await connectTo(new URL(host.url), {});
    await engine.restart({ recipe: { ...defaultRecipe, units: 16 } });
    for (let step = 0; step < 3; step++) await engine.step(undefined);
    await vi.waitFor(async () => {
      expect(await readdir(join(userDirectory, 'runs'))).toEqual([expect.stringMatching(/\.run$/)]);
    });
    const before = await engine.getHistory(undefined);
    await writeFile(death, '');
    await vi.waitFor(() => {
      expect(log).toHaveBeenCalledWith(
        'The engine stopped unexpectedly (exit code 1). It restarts now; a saved run can be resumed.',
      );
    }, 10_000);

    const next = (await connectTo(new URL(host.url), {})).engine;
    const [{ id }] = await next.getSavedRuns(undefined);
    await next.resumeRun({ id });
    const { steps } = await next.getHistory(undefined);
    expect(steps.loss.length).toBeGreaterThan(0);
    expect(steps.loss).toEqual(before.steps.loss.slice(0, steps.loss.length));
    await next.step(undefined);
    expect((await next.getStatus(undefined)).run.step).toBe(steps.loss.length + 1);
  } finally {
    await host.close();
  }
});
