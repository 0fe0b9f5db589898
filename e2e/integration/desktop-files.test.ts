// Holds P34.
/** The built main process with files: opened from the desktop, the command line and the menu. */

import { spawnSync } from 'node:child_process';
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { channels } from '../../src/protocol/bridge.ts';
import { type OpenedFile } from '../../src/protocol/desktop.ts';
import { root } from './built.ts';
import { bridgeOf, menuItem } from './electron-fake/desktop-page.ts';
import type { ElectronFake } from './electron-fake/electron.ts';
import { eachTestItsModel, expectSentence } from './electron-fake/model-folder.ts';
import { startApp } from './electron-fake/start-app.ts';
import { limits } from '../../src/domain/limits/limits.ts';

let fake: ElectronFake;
const place = eachTestItsModel(() => fake);

/** Makes the page take files from now on; the list has what came. */
function takeFiles(): [string, string][] {
  const taken: [string, string][] = [];
  bridgeOf(fake).onOpenFiles((files: readonly OpenedFile[]) => {
    taken.push(...files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)] as [string, string]));
  });
  return taken;
}

async function expectFiles(taken: unknown, ...files: [string, string][]) {
  await vi.waitFor(() => {
    expect(taken).toEqual(files);
  });
}

describe('a file is opened', () => {
  test('is opened when macOS names it before the app is ready', async () => {
    const preventDefault = vi.fn();
    fake = await startApp({}, ({ electron }) => electron.app.emit('open-file', { preventDefault }, place.model));
    expect(preventDefault).toHaveBeenCalledOnce();
    await expectFiles(takeFiles(), ['seven.gatescope', 'a model']);
  });

  test('that the command line names, of every kind that the page opens, among options of Chromium', async () => {
    const labels = join(place.folder, 'train-labels-idx1-ubyte');
    await writeFile(labels, 'labels');
    const args = ['--type=x', pathToFileURL(place.model).href, labels, '--original-process-start-time=1'];
    fake = await startApp({ args });
    await expectFiles(takeFiles(), ['seven.gatescope', 'a model'], ['train-labels-idx1-ubyte', 'labels']);
    expect(fake.asked.boxes).toEqual([]);
  });

  test('that a second start names, from its own folder, and the window comes forward', async () => {
    const second = await startApp({ firstInstance: false, args: [place.model] });
    await rm(second.home, { recursive: true, force: true });
    expect(second.told.secondStart).toEqual([pathToFileURL(place.model).href]);

    fake = await startApp();
    const taken = takeFiles();
    fake.windows[0].hide();
    const start = (data: unknown) => fake.electron.app.emit('second-instance', {}, ['--lang=ko'], '/', data);
    start(second.told.secondStart);
    await expectFiles(taken, ['seven.gatescope', 'a model']);
    expect(fake.windows).toMatchObject([{ visible: true }]);
    fake.windows[0].hide();
    start([]);
    expect(fake.windows).toMatchObject([{ visible: true }]);
    start({ path: place.model });
    await expectFiles(taken, ['seven.gatescope', 'a model']);
  });

  test('or is said not to be there, without a word of the app’s own folder among the arguments', async () => {
    const args = [root, 'no.png', 'nor', 'this', 'or', 'that', 'file.gatescope'];
    fake = await startApp({ args, packaged: false });
    takeFiles();
    await expectSentence(
      fake,
      [
        ...['no.png', 'nor', 'this', 'or', 'that'].map((name) => `There is no file ${name} in ${process.cwd()}.`),
        '1 more cannot be opened.',
      ].join('\n'),
    );
  });

  test('as soon as a page can take it, and once', async () => {
    fake = await startApp();
    fake.electron.app.emit('open-file', { preventDefault: vi.fn() }, place.model);
    await expectFiles(takeFiles(), ['seven.gatescope', 'a model']);
    await expectFiles(takeFiles());

    fake.windows[0].webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    const sent = vi.spyOn(fake.windows[0].webContents, 'send');
    fake.electron.app.emit('open-file', { preventDefault: vi.fn() }, place.model);
    expect(sent).not.toHaveBeenCalledWith(channels.openFiles, expect.anything());
    await expectFiles(takeFiles(), ['seven.gatescope', 'a model']);
  });

  test('that was chosen, whose folder is where one begins the next time', async () => {
    fake = await startApp();
    await writeFile(join(place.folder, 'a.png'), 'a picture');
    fake.answers.openedPaths = [join(place.folder, 'a.png'), place.model];
    const taken = takeFiles();
    menuItem(fake, 'File', 'Open …').click?.();
    await expectFiles(taken, ['a.png', 'a picture'], ['seven.gatescope', 'a model']);
    expect(fake.told.recent).toEqual([place.model]);
    menuItem(fake, 'File', 'Open …').click?.();
    expect(fake.asked.openDialogs.map(({ defaultPath }) => defaultPath)).toEqual([
      fake.electron.app.getPath('documents'),
      place.folder,
    ]);
  });

  test('from the recent ones, which know the app’s own files and outlive it', async () => {
    fake = await startApp();
    fake.electron.app.emit('open-file', { preventDefault: vi.fn() }, place.model);
    await expectFiles(takeFiles(), ['seven.gatescope', 'a model']);
    expect(fake.told.recent).toEqual([place.model]);
    fake.electron.app.quit();
    fake = await startApp({ home: fake.home });
    const taken = takeFiles();
    menuItem(fake, 'File', 'Open Recent', 'seven.gatescope').click?.();
    await expectFiles(taken, ['seven.gatescope', 'a model']);

    await rm(place.model);
    menuItem(fake, 'File', 'Open Recent', 'seven.gatescope').click?.();
    await expectSentence(fake, 'seven.gatescope is no longer where it was.');
    expect(() => menuItem(fake, 'File', 'Open Recent', 'seven.gatescope')).toThrow();
  });

  test('never of another kind or size: a folder, a pipe without an end, more than there is room for', async () => {
    fake = await startApp();
    const taken = takeFiles();
    const open = (path: string) => fake.electron.app.emit('open-file', { preventDefault: vi.fn() }, path);
    await mkdir(join(place.folder, 'sub.gatescope'));
    open(join(place.folder, 'sub.gatescope'));
    await expectSentence(fake, 'sub.gatescope cannot be opened: it is a folder; open the files in it.');
    if (process.platform !== 'win32') {
      fake.asked.boxes.length = 0;
      expect(spawnSync('mkfifo', [join(place.folder, 'pipe.gatescope')]).status).toBe(0);
      open(join(place.folder, 'pipe.gatescope'));
      await expectSentence(fake, 'pipe.gatescope cannot be opened: it is not a file.');
    }
    await truncate(place.model, limits.maxOpenedBytes + 1);
    fake.asked.boxes.length = 0;
    open(place.model);
    await expectSentence(
      fake,
      'seven.gatescope cannot be opened: files opened together may have 256 MiB; drop it on the window instead.',
    );
    await truncate(place.model, limits.maxOpenedBytes);
    fake.asked.boxes.length = 0;
    fake.answers.openedPaths = [join(place.folder, 'x.png'), place.model];
    await writeFile(join(place.folder, 'x.png'), 'a picture');
    menuItem(fake, 'File', 'Open …').click?.();
    await expectFiles(taken, ['x.png', 'a picture']);
    expect(fake.asked.boxes).toMatchObject([{ message: expect.stringContaining('256 MiB') as string }]);
    taken.length = 0;
    expect(taken).toEqual([]);
  });
});
