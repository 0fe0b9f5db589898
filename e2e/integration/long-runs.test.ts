// Holds P29, P30, P31.
/** A few seconds of what `npm run soak -- hours` does for hours: the built host trains, watched by a real browser. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectTo, startHostOn } from '../../bench/engine-connection.ts';
import { judgeHours } from '../../scripts/soak/hours-verdict.ts';
import { trainForHours } from '../../scripts/soak/hours.ts';
import { createUnbrokenSteps } from '../../scripts/soak/unbroken-steps.ts';
import { killed } from '../../scripts/soak/victims.ts';
import { openWatchingPage } from '../../scripts/soak/watching-page.ts';
import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import type { EpochRecord } from '../../src/protocol/run.ts';

let folders: string[];
beforeEach(async () => {
  folders = await Promise.all(['user', 'reports'].map((name) => mkdtemp(join(tmpdir(), `gatescope-${name}-`))));
});
afterEach(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

test.skipIf(process.platform !== 'linux')('reports each step of run after run to a page that watches', async () => {
  const [userData, reports] = folders;
  const onSample = vi.fn();
  const figures = await trainForHours(userData, reports, { seconds: 6, sampleSeconds: 2, epochs: 1, onSample });

  expect(figures.gaps).toEqual([]);
  expect(figures.runs).toBeGreaterThan(1);
  expect(figures.steps).toBe(figures.runs * 469);
  expect(figures.samples.length).toBe(onSample.mock.calls.length);
  const { wasm, heap, resident, page } = figures.samples[figures.samples.length - 1];
  for (const figure of [wasm, heap, resident, page.heap, page.nodes]) expect(figure).toBeGreaterThan(0);
  // Two networks: of the shown run and of the one that can be brought back.
  expect(wasm).toBeLessThan(50);
  expect(judgeHours(figures).lines).toHaveLength(8);
});

test.skipIf(process.platform === 'win32')('resumes a host that was stopped for seconds where it was', async () => {
  const [userData] = folders;
  const { page, process: host } = await startHostOn(userData);
  try {
    const told = createUnbrokenSteps();
    const epochs: EpochRecord[] = [];
    const { engine } = await connectTo(page, {
      status: (status) => {
        told.hearStatus(status);
      },
      steps: (columns) => {
        told.hear(columns);
      },
      epoch: (record) => epochs.push(record),
    });
    await engine.restart({ recipe: { ...defaultRecipe, units: 16, epochs: 1 } });
    const begun = performance.now();
    await engine.trainEpoch(undefined);
    await vi.waitUntil(() => told.last > 10, { timeout: 30_000 });
    host.kill('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    const stopped = told.last;
    host.kill('SIGCONT');
    await vi.waitUntil(() => epochs.length > 0, { timeout: 60_000 });
    const seconds = (performance.now() - begun) / 1000;

    expect(stopped).toBeLessThan(469);
    told.compare(await engine.getHistory(undefined));
    expect([told.last, told.gaps]).toEqual([469, []]);
    expect(epochs[0].seconds).toBeLessThan(seconds - 5.5);
    expect((await engine.getStatus(undefined)).run.samplesPerSecond).toBeGreaterThan(100);
  } finally {
    await killed(host);
  }
});

test.each(['hide', 'freeze'] as const)('misses no step and delays none in a page: %s', async (how) => {
  const [userData] = folders;
  const { page, process: host } = await startHostOn(userData);
  const watcher = await openWatchingPage(page);
  try {
    const told = createUnbrokenSteps();
    const { engine } = await connectTo(page, {
      steps: (columns) => {
        told.hear(columns);
      },
    });
    await engine.restart({ recipe: { ...defaultRecipe, units: 16, epochs: 1 } });
    await engine.train(undefined);
    await vi.waitUntil(() => told.last > 0, { timeout: 30_000 });
    const show = await watcher[how]();
    await vi.waitUntil(() => told.last === 469, { timeout: 60_000 });
    const framesWanted = await show();

    // Each picture requests one frame at a time, however many steps there were.
    if (how === 'hide') expect(framesWanted).toBeLessThan(50);
    await watcher.hasSteps(469);
    expect([watcher.sockets(), watcher.historiesAsked(), watcher.errors]).toEqual([1, 2, []]);
  } finally {
    await watcher.close();
    await killed(host);
  }
});
