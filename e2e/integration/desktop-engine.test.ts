// Holds P15.
/** The built main process, its real engine and the page's own way to it, on a fake of Electron with its limits. */

import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TriedBuild } from '../../src/engine/kernels/choice/tried.ts';
import type { Bridge } from '../../src/protocol/bridge.ts';
import type { EngineAssets } from '../../src/protocol/host.ts';
import type { Port } from '../../src/protocol/port.ts';
import { connectWindow, type Loss } from '../../src/renderer/client/connect.ts';
import { createEngineClient } from '../../src/renderer/client/engine-client.ts';
import { assets, enginePath } from './built.ts';
import type { ElectronFake } from './electron-fake/electron.ts';
import { endApp, startApp, startQuietApp } from './electron-fake/start-app.ts';
import type { AnswerTrial } from './electron-fake/trial.ts';
import type { FakeUtilityProcess } from './electron-fake/utility-process.ts';
import { ignoreEvents } from '../../src/protocol/testing/ignore-events.ts';

let fake: ElectronFake;

beforeEach(async () => {
  fake = await startQuietApp();
});

afterEach(() => endApp(fake));

function thePage() {
  const { page } = fake.windows[0].webContents;
  if (!page) throw new Error('The window shows no page.');
  return { ...page, bridge: page.exposed.gatescope as Bridge };
}

/** Connects as the page does; `ports` and `losses` record what happened, and can be awaited. */
function connectPage(again = false) {
  const { bridge, window } = thePage();
  const ports: Port[] = [];
  const losses: Loss[] = [];
  const disconnect = connectWindow(
    bridge,
    { opened: (port) => ports.push(port), lost: (loss) => losses.push(loss) },
    again,
    window,
  );
  const newestClient = async (count: number) => {
    await vi.waitUntil(() => ports.length >= count, { timeout: 20_000 });
    return createEngineClient(ports[count - 1], ignoreEvents);
  };
  return { ports, losses, newestClient, disconnect };
}

async function killEngine() {
  const engine = fake.engines[fake.engines.length - 1];
  if (engine.pid === undefined) await once(engine, 'spawn');
  const gone = once(engine, 'exit');
  engine.kill();
  await gone;
}

test('runs the engine in its own process, where it finds its files', () => {
  const [engine] = fake.engines;

  expect(engine.modulePath).toBe(enginePath);
  expect(JSON.parse(engine.args[0])).toEqual({
    ...assets,
    userDirectory: fake.electron.app.getPath('userData'),
    runtime: 'Electron 45.5.0',
    choice: { kernels: 'relaxed-6x2', paired: false },
  });
  expect(engine.options).toEqual({
    serviceName: 'Gatescope engine',
    execArgv: ['--js-flags=--max-semi-space-size=8'],
    stdio: ['ignore', 'inherit', 'pipe'],
  });
});

test('gives a page whose engine died before it started one port to the next engine, and no stale one', async () => {
  fake.electron.app.quit();
  const unborn = Object.assign(new EventEmitter(), { kill: () => false, postMessage: vi.fn() });
  fake = await startApp({}, ({ electron: { utilityProcess } }) => {
    const fork = utilityProcess.fork.bind(utilityProcess);
    let first = true;
    vi.spyOn(utilityProcess, 'fork').mockImplementation((path, ...others) => {
      if (path !== enginePath || !first) return fork(path, ...others);
      first = false;
      return unborn as unknown as FakeUtilityProcess;
    });
  });
  const { ports, newestClient, losses, disconnect } = connectPage();
  const stale = await newestClient(1);
  const unanswered = stale.ask('getStatus', undefined);
  unborn.emit('exit', 1);
  await expect(unanswered).rejects.toMatchObject({ kind: 'connectionLost' });
  const client = await newestClient(2);

  expect((await client.ask('getStatus', undefined)).run.step).toBe(0);
  expect(losses).toEqual([{ kind: 'engineStopped', final: false }]);
  expect(ports).toHaveLength(2);
  expect(unborn.postMessage).not.toHaveBeenCalled();
  disconnect();
});

test('logs an engine that V8 gives up, without an exception in the main process', () => {
  fake.engines[0].emit('error', 'FatalError', 'Reached heap limit', '{}');

  expect(console.error).toHaveBeenLastCalledWith(
    expect.stringMatching(/^20\S+Z engine: FatalError in the engine: Reached heap limit$/),
  );
});

test('tells a page at once that the engine has been given up', async () => {
  for (let time = 1; time <= 4; time += 1) await killEngine();
  const { ports, losses, disconnect } = connectPage();

  expect(losses).toEqual([{ kind: 'engineStopped', final: true }]);
  expect(ports).toEqual([]);
  disconnect();
});

describe('tries the kernels before the first engine, in processes that may die', () => {
  const pair = '--wasm-revectorize';
  const built = (name: TriedBuild['name'], milliseconds: number): TriedBuild => ({ name, milliseconds, digest: name });
  const plain = [built('relaxed-6x4', 8), built('relaxed-6x2', 4)];
  const paired = [built('relaxed-6x4', 2.5), built('relaxed-6x2', 3)];

  /** Starts the app on the same folders, and returns how the engine was started and what was tried for it. */
  async function startTrying(answerTrial: AnswerTrial, switches: readonly string[] = []) {
    const { home } = fake;
    fake.electron.app.quit();
    fake = await startApp({ home, answerTrial, switches });
    const [{ args, options }] = fake.engines;
    const { execArgv } = options as { readonly execArgv: readonly string[] };
    const { choice } = JSON.parse(args[0]) as EngineAssets;
    return { choice, execArgv, tried: fake.trials.map(({ flags }) => flags.join(' ')) };
  }

  test('finds the flag of pairing, passes it to the engine, and remembers it', async () => {
    const answer: AnswerTrial = ([flag]) => (flag === pair ? paired : plain);
    const first = await startTrying(answer, ['choose-kernels']);
    expect(first.choice).toEqual({ kernels: 'relaxed-6x4', paired: true });
    expect(first.execArgv).toEqual([`--js-flags=--max-semi-space-size=8 ${pair}`]);
    expect(first.tried).toContain(pair);
    expect(await startTrying(answer)).toEqual({ ...first, tried: [] });
    expect(fake.engines).toHaveLength(1);
  });

  test('meets a V8 that the flags end once: the engine runs without them, and the log says so', async () => {
    const answer: AnswerTrial = (flags) => (flags.length > 0 ? 133 : plain);
    const first = await startTrying(answer, ['choose-kernels']);
    expect(first.choice).toEqual({ kernels: 'relaxed-6x2', paired: false });
    expect(first.execArgv).toEqual(['--js-flags=--max-semi-space-size=8']);
    expect(first.tried).toHaveLength(3);
    expect(console.error).toHaveBeenCalledWith(
      expect.stringMatching(
        /engine: Kernel trial under --\S+ failed: V8 ended with exit code 133\. Falling back to the next choice\.$/,
      ),
    );
    expect((await startTrying(answer)).tried).toEqual([]);
  });

  test('starts no engine in an app that is closed during the trial', async () => {
    const { home } = fake;
    fake.electron.app.quit();
    fake = await startApp({ home, switches: ['choose-kernels'] }, (unready) => {
      void unready.electron.app.whenReady().then(() => {
        unready.electron.app.quit();
      });
    });
    await vi.waitUntil(() => fake.told.quit, { timeout: 5_000 });
    expect(fake.engines).toEqual([]);
  });
});
