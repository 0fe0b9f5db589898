// Holds P12.
/** Closing the app while it trains, shutting the machine down or letting it sleep loses no step of the run. */

import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectTo, startHostOn } from '../../bench/engine-connection.ts';
import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import { limits } from '../../src/domain/limits/limits.ts';
import { createCheckpointFolder } from '../../src/engine/training/checkpoint-folder.ts';
import { isRun } from '../../src/engine/training/saved-file.ts';
import type { EngineFunctions } from '../../src/protocol/api.ts';
import type { StepColumns } from '../../src/protocol/step-metrics.ts';
import type { Bridge } from '../../src/protocol/bridge.ts';
import type { Port } from '../../src/protocol/port.ts';
import { connectWindow } from '../../src/renderer/client/connect.ts';
import { createEngineClient } from '../../src/renderer/client/engine-client.ts';
import type { ElectronFake } from './electron-fake/electron.ts';
import { startApp } from './electron-fake/start-app.ts';
import { ignoreEvents } from '../../src/protocol/testing/ignore-events.ts';

/** Its first epoch of 60,000 steps, after which it would be saved anyway, takes minutes; a test ends before that. */
const recipe = { ...defaultRecipe, units: 256, batchSize: 1 };

let userDirectory: string;
let lastTold = 0;
let epochsTold = 0;

beforeEach(async () => {
  userDirectory = await mkdtemp(join(tmpdir(), 'gatescope-closing-'));
  lastTold = 0;
  epochsTold = 0;
});
afterEach(() => rm(userDirectory, { recursive: true }));

function hear({ firstStep, loss }: StepColumns) {
  lastTold = firstStep + loss.length - 1;
}

const heard = {
  steps: hear,
  epoch() {
    epochsTold++;
  },
};

async function trainAWhile(ask: Pick<EngineFunctions, 'restart' | 'train'>) {
  await ask.restart({ recipe });
  await ask.train(undefined);
  await vi.waitUntil(() => lastTold > 20, { timeout: 30_000 });
}

/** Steps of the only saved run, which was not saved because an epoch ended. */
async function savedSteps(): Promise<number> {
  expect(epochsTold).toBe(0);
  const [name, ...others] = await readdir(join(userDirectory, 'runs'));
  expect(others).toEqual([]);
  const work = await createCheckpointFolder(userDirectory).load(name.replace(/\.run$/, ''));
  return isRun(work) ? work.history.steps.loss.length : 0;
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'saves the run when a browser host is ended by %s',
  async (signal) => {
    const { page, process: host } = await startHostOn(userDirectory);
    const { engine } = await connectTo(page, heard);
    await trainAWhile(engine);
    const exited = once(host, 'exit');
    host.kill(signal);

    expect(await exited).toEqual([0, null]);
    expect(await savedSteps()).toBeGreaterThanOrEqual(lastTold);
  },
);

describe('the app', () => {
  let fake: ElectronFake;
  beforeEach(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    fake = await startApp({}, ({ electron: { app } }) => {
      vi.spyOn(app, 'getPath').mockReturnValue(userDirectory);
    });
    const { page } = fake.windows[0].webContents;
    if (!page) throw new Error('The window shows no page.');
    const opened = vi.fn<(port: Port) => void>();
    connectWindow(page.exposed.gatescope as Bridge, { opened, lost: () => undefined }, false, page.window);
    await vi.waitUntil(() => opened.mock.calls.length > 0, { timeout: 20_000 });
    const client = createEngineClient(opened.mock.calls[0][0], { ...ignoreEvents, ...heard });
    await trainAWhile({
      restart: (params) => client.ask('restart', params),
      train: () => client.ask('train', undefined),
    });
  }, 60_000);
  afterEach(async () => {
    fake.electron.app.quit();
    await vi.waitUntil(() => fake.told.quit, { timeout: 5_000 });
    vi.restoreAllMocks();
  });

  test('saves the run when its window is closed, and then ends', async () => {
    vi.spyOn(process, 'platform', 'get').mockReturnValue('linux');
    fake.windows[0].close();
    expect(fake.told.quit).toBe(false);
    await vi.waitUntil(() => fake.told.quit, { timeout: 5_000 });
    expect(await savedSteps()).toBeGreaterThanOrEqual(lastTold);
  });

  test.each([
    ['the machine falls asleep', () => fake.power.emit('suspend')],
    ['the machine is shut down', () => fake.power.emit('shutdown')],
    ['Windows ends the session', () => fake.windows[0].emit('query-session-end', {})],
  ])('saves the run when %s, and trains on', async (_, happen) => {
    const before = lastTold;
    happen();
    await vi.waitFor(async () => {
      expect(await savedSteps()).toBeGreaterThanOrEqual(before);
    }, 10_000);
    const saved = lastTold;
    await vi.waitUntil(() => lastTold > saved, { timeout: 10_000 });
  });
});

test('kills an engine that does not end, and ends the app', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const fake = await startApp();
  const [engine] = fake.engines;
  if (engine.pid === undefined) await once(engine, 'spawn');
  const post = vi.spyOn(engine, 'postMessage').mockImplementation(() => undefined);
  const kill = vi.spyOn(engine, 'kill');
  const gone = once(engine, 'exit');
  const asked = performance.now();
  fake.electron.app.quit();
  fake.electron.app.quit();
  expect(fake.told.quit).toBe(false);
  await vi.waitUntil(() => fake.told.quit, { timeout: 10_000 });
  // A timer may be a millisecond early; how late it is depends on the machine.
  expect(performance.now() - asked).toBeGreaterThan(limits.maxEndMs - 5);
  expect(kill).toHaveBeenCalledOnce();
  await gone;
  expect(post).toHaveBeenCalledExactlyOnceWith({ type: 'end' }, []);
  expect(fake.engines).toHaveLength(1);
  vi.restoreAllMocks();
});
