/** The built main process on macOS, where the app outlives its window: a choice in the menu opens the window. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OpenedFile } from '../../src/protocol/desktop.ts';
import { bridgeOf, menuItem, resting, training } from './electron-fake/desktop-page.ts';
import type { ElectronFake } from './electron-fake/electron.ts';
import { startApp } from './electron-fake/start-app.ts';

let folder: string;
let fake: ElectronFake;
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(process, 'platform', 'get').mockReturnValue('darwin');
  folder = await mkdtemp(join(tmpdir(), 'gatescope-mac-'));
  await writeFile(join(folder, 'seven.gatescope'), 'a model');
  fake = await startApp();
  fake.answers.openedPaths = [join(folder, 'seven.gatescope')];
  fake.windows[0].show();
});
afterEach(async () => {
  fake.electron.app.quit();
  vi.restoreAllMocks();
  await rm(fake.home, { recursive: true, force: true });
  await rm(folder, { recursive: true });
});

async function expectTaken() {
  const taken: string[] = [];
  bridgeOf(fake).onOpenFiles((files: readonly OpenedFile[]) => {
    taken.push(...files.map(({ name }) => name));
  });
  await vi.waitFor(() => {
    expect(taken).toEqual(['seven.gatescope']);
  });
}

test('opens a window for a file chosen while the window is closed', async () => {
  fake.windows[0].close();
  expect(fake.windows).toEqual([]);
  menuItem(fake, 'File', 'Open …').click?.();
  await vi.waitFor(() => {
    expect(fake.windows).toHaveLength(1);
  });
  await expectTaken();
});

test('brings back a hidden window for a chosen file, and its dialog stays visible', async () => {
  bridgeOf(fake).tellState(training);
  fake.windows[0].close();
  expect(fake.windows).toMatchObject([{ visible: false }]);
  menuItem(fake, 'File', 'Open …').click?.();
  expect(fake.asked.openDialogs).toMatchObject([{ overWindow: false }]);
  await vi.waitFor(() => {
    expect(fake.windows).toMatchObject([{ visible: true }]);
  });
  menuItem(fake, 'File', 'Open …').click?.();
  expect(fake.asked.openDialogs).toMatchObject([{ overWindow: false }, { overWindow: true }]);
});

test('leaves the window closed when nothing is chosen', async () => {
  fake.answers.openedPaths = [];
  fake.windows[0].close();
  menuItem(fake, 'File', 'Open …').click?.();
  await new Promise((resolve) => setImmediate(resolve));
  expect(fake.windows).toEqual([]);
});

test('keeps a menu choice for the next page, once, while there is none', () => {
  bridgeOf(fake).tellState(resting);
  fake.windows[0].close();
  menuItem(fake, 'View', 'Theme', 'Dark').click?.();
  menuItem(fake, 'Gatescope', 'Settings …').click?.();
  expect(fake.windows).toHaveLength(1);
  const heard = vi.fn();
  bridgeOf(fake).onMenuCommand(heard);
  expect(heard).not.toHaveBeenCalled();
  bridgeOf(fake).tellState({ ...resting, phase: null });
  expect(heard.mock.calls).toEqual([['settings']]);
  bridgeOf(fake).tellState(resting);
  expect(heard).toHaveBeenCalledOnce();
});
