// Holds P35.
/**
 * The built main process when the window or the process itself fails: a sentence, a way back, and a line in the log.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bridgeOf, menuItem, resting, training } from './electron-fake/desktop-page.ts';
import type { ElectronFake } from './electron-fake/electron.ts';
import { endApp, startQuietApp } from './electron-fake/start-app.ts';

let fake: ElectronFake;
beforeEach(async () => {
  fake = await startQuietApp();
});
afterEach(() => endApp(fake));

const settle = () => new Promise((resolve) => setImmediate(resolve));
const log = () => readFile(join(fake.electron.app.getPath('logs'), 'gatescope.log'), 'utf8');
const contents = () => fake.windows[0].webContents;
const crash = (reason = 'crashed') => contents().emit('render-process-gone', {}, { reason, exitCode: 139 });

describe('a window whose page died', () => {
  test('can be quit, and is never reloaded unasked', async () => {
    const page = contents();
    crash();
    await settle();
    expect(page.reloads).toBe(0);
    fake.answers.button = 'Quit';
    crash('oom');
    await vi.waitUntil(() => fake.told.quit, { timeout: 5_000 });
    expect(page.reloads).toBe(0);
  });

  test('says so where it happens repeatedly', async () => {
    fake.answers.button = 'Reload';
    for (let time = 1; time <= 4; time += 1) {
      crash();
      await settle();
    }
    expect(fake.asked.boxes.map(({ message }) => message.includes('keeps crashing'))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test('is no failure where it was closed', async () => {
    crash('clean-exit');
    await settle();
    expect(fake.asked.boxes).toEqual([]);
  });
});

test('says that training goes on where it does, and only there', async () => {
  const messages = async (what: () => void) => {
    fake.asked.boxes.length = 0;
    what();
    await settle();
    return fake.asked.boxes.map(({ message }) => message);
  };
  const hang = () => fake.windows[0].emit('unresponsive');
  const fail = () => {
    fake.onFailure[0](new Error('x'));
  };
  fake.answers.button = 'Continue';
  bridgeOf(fake).tellState({ ...resting, phase: 'paused' });
  expect(await messages(hang)).toEqual(["Gatescope's window does not respond."]);
  fake.windows[0].emit('responsive');
  await settle();
  expect(await messages(fail)).toEqual([
    'Something went wrong inside Gatescope. If it happens again, report it with the logs.',
  ]);

  bridgeOf(fake).tellState(training);
  for (const what of [hang, fail, crash])
    expect(await messages(what)).toEqual([expect.stringMatching(/\. Training continues\.$/)]);
});

test('offers to reload a page that cannot be loaded, but not for a part of it or a cancelled load', async () => {
  contents().emit('did-fail-load', {}, -3, 'ERR_ABORTED', '', true);
  contents().emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', '', false);
  expect(fake.asked.boxes).toEqual([]);
  fake.answers.button = 'Reload';
  contents().emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', '', true);
  await settle();
  expect(contents().reloads).toBe(1);
});

test('lets the person wait for a window that does not respond, and closes the question when it does', async () => {
  fake.windows[0].emit('unresponsive');
  fake.windows[0].emit('unresponsive');
  expect(fake.asked.boxes).toHaveLength(1);
  expect(fake.asked.boxes[0].signal?.aborted).toBe(false);
  fake.windows[0].emit('responsive');
  await settle();
  expect(fake.asked.boxes[0].signal?.aborted).toBe(true);
  expect(contents().reloads).toBe(0);

  fake.answers.button = 'Reload';
  fake.windows[0].emit('unresponsive');
  await settle();
  expect(contents().reloads).toBe(1);
});

test('logs a failure in this process and reports it once, with a way on', async () => {
  const [fail] = fake.onFailure;
  fail(new Error('first'));
  fail(new Error('second'));
  await settle();
  expect(fake.asked.boxes).toMatchObject([{ buttons: ['Show Logs', 'Quit', 'Continue'] }]);
  expect(await log()).toMatch(/Error: first\n[^]*Error: second\n/);
  expect(fake.told.quit).toBe(false);
});

test('logs failures beside the window and on the page, and finds the logs', async () => {
  fake.electron.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 5 });
  contents().emit('console-message', { level: 'error', message: 'TypeError: x is undefined' });
  contents().emit('console-message', { level: 'info', message: 'chatter' });
  const text = await log();
  expect(text).toContain('app: GPU  stopped: crashed (exit code 5).');
  expect(text).toContain('app: In the page: TypeError: x is undefined');
  expect(text).not.toContain('chatter');
  menuItem(fake, 'Help', 'Show Logs').click?.();
  expect(fake.asked.revealed).toEqual([join(fake.electron.app.getPath('logs'), 'gatescope.log')]);
});
