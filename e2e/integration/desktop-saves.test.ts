// Holds P34.
/**
 * The built main process with what the page saves: it asks for a place, writes the file whole, and keeps it where a
 * place fails.
 */

import type * as promises from 'node:fs/promises';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { ElectronFake } from './electron-fake/electron.ts';
import { eachTestItsModel, expectSentence } from './electron-fake/model-folder.ts';
import { startApp } from './electron-fake/start-app.ts';
import { FakeDownload } from './electron-fake/system.ts';

let fake: ElectronFake;
const place = eachTestItsModel(() => fake);

const blob = 'blob:gatescope://app/0f';

function download(url: string, name: string) {
  const item = new FakeDownload(url, name);
  const preventDefault = vi.fn();
  fake.electron.session.defaultSession.emit('will-download', { preventDefault }, item);
  return { item, preventDefault };
}

async function finish(item: FakeDownload, state = 'completed') {
  await writeFile(item.getSavePath(), 'content');
  item.emit('done', {}, state);
  await waitForEnd(item);
}

/** Waits until nothing is left of the temporary file. */
async function waitForEnd(item: FakeDownload) {
  await vi.waitFor(async () => {
    await expect(readdir(dirname(item.getSavePath()))).rejects.toThrow();
  }, 5_000);
}

test('what the page saves goes where the person says, whole, and its folder is remembered for its kind', async () => {
  fake = await startApp();
  fake.answers.savedPath = join(place.folder, 'mine.gatescope');
  const { item } = download(blob, 'lstm.gatescope');
  await finish(item);
  expect(await readFile(join(place.folder, 'mine.gatescope'), 'utf8')).toBe('content');
  expect(await readdir(place.folder)).toEqual(['mine.gatescope', 'seven.gatescope']);
  expect(fake.told.recent).toEqual([join(place.folder, 'mine.gatescope')]);

  download(blob, 'other.gatescope');
  download(blob, 'score.svg');
  const documents = fake.electron.app.getPath('documents');
  expect(fake.asked.saveDialogs.map(({ defaultPath }) => defaultPath)).toEqual([
    join(documents, 'lstm.gatescope'),
    join(place.folder, 'other.gatescope'),
    join(documents, 'score.svg'),
  ]);
});

test('what the page saves is given up where the person closes the dialog', async () => {
  fake = await startApp();
  const { item } = download(blob, 'lstm.gatescope');
  await vi.waitFor(() => {
    expect(item.cancelled).toBe(true);
  });
  expect(await readdir(place.folder)).toEqual(['seven.gatescope']);
});

test('what the page saves never takes the place of a file unasked: not by the dialog, not by the ending that a name is given', async () => {
  fake = await startApp();
  fake.answers.savedPaths = [join(place.folder, 'seven')];
  fake.answers.button = 'Other Name …';
  await waitForEnd(download(blob, 'lstm.gatescope').item);
  expect(fake.asked.saveDialogs[0].properties).toContain('showOverwriteConfirmation');
  await expectSentence(fake, 'seven.gatescope already exists. Replace it?');
  expect(fake.asked.saveDialogs.map(({ defaultPath }) => defaultPath).at(-1)).toBe(place.model);
  expect(await readFile(place.model, 'utf8')).toBe('a model');

  fake.answers.savedPaths = [join(place.folder, 'seven')];
  fake.answers.button = 'Replace';
  await finish(download(blob, 'lstm.gatescope').item);
  expect(await readFile(place.model, 'utf8')).toBe('content');
});

test('what the page saves gets its ending where the name has none, and is a recent file', async () => {
  fake = await startApp();
  fake.answers.savedPaths = [join(place.folder, 'rate 0.5')];
  await finish(download(blob, 'lstm.gatescope').item);
  expect(fake.told.recent).toEqual([join(place.folder, 'rate 0.5.gatescope')]);
  expect(await readdir(place.folder)).toEqual(['rate 0.5.gatescope', 'seven.gatescope']);
});

test('what the page saves is not lost where one place does not take it: the person is told why, and asked for another', async () => {
  fake = await startApp();
  fake.answers.savedPaths = [join(place.folder, 'missing', 'x.csv'), join(place.folder, 'x.csv')];
  fake.answers.button = 'Save Elsewhere …';
  await finish(download(blob, 'run.csv').item);
  await expectSentence(fake, 'x.csv is not saved. Its folder is no longer there: choose another one.');
  expect(await readdir(place.folder)).toEqual(['seven.gatescope', 'x.csv']);

  fake.asked.boxes.length = 0;
  fake.answers.savedPaths = [join(place.folder, 'missing', 'y.csv')];
  fake.answers.button = 'Do Not Save';
  await finish(download(blob, 'run.csv').item);
  await expectSentence(fake, 'y.csv is not saved. Its folder is no longer there: choose another one.');
});

test('what the page saves leaves what was there where it was interrupted, and nothing of itself where the app ends meanwhile', async () => {
  fake = await startApp();
  fake.answers.savedPath = place.model;
  fake.answers.button = 'OK';
  await finish(download(blob, 'x.gatescope').item, 'interrupted');
  await expectSentence(
    fake,
    'x.gatescope is not saved. It could not be written to the folder for temporary files, which may be full: make room, and save it again.',
  );
  expect(await readFile(place.model, 'utf8')).toBe('a model');

  const { item } = download(blob, 'x.gatescope');
  fake.electron.app.quit();
  await waitForEnd(item);
});

test('what the page saves is not saved, which is said, where there are no temporary files', async () => {
  fake = await startApp();
  const getPath = fake.electron.app.getPath.bind(fake.electron.app);
  fake.electron.app.getPath = (name) => (name === 'temp' ? join(place.folder, 'missing') : getPath(name));
  expect(download(blob, 'x.gatescope').preventDefault).toHaveBeenCalledOnce();
  expect(fake.asked.boxes).toMatchObject([{ message: expect.stringContaining('x.gatescope is not saved.') as string }]);
  fake.electron.app.getPath = getPath;
});

test('what the page saves is saved although a scanner of Windows holds what was there, and the temporary file for good', async () => {
  const busy = Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
  const removed = vi.fn(() => Promise.reject(busy));
  vi.spyOn(process, 'platform', 'get').mockReturnValue('win32');
  vi.doMock('node:fs/promises', async (importOriginal) => {
    const real = await importOriginal<typeof promises>();
    return { ...real, rm: removed, rename: vi.fn(real.rename).mockRejectedValueOnce(busy) };
  });
  fake = await startApp();
  vi.doUnmock('node:fs/promises');
  fake.answers.savedPath = place.model;
  const { item } = download(blob, 'x.gatescope');
  await writeFile(item.getSavePath(), 'content');
  item.emit('done', {}, 'completed');
  await vi.waitFor(() => {
    expect(removed).toHaveBeenCalled();
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(await readFile(place.model, 'utf8')).toBe('content');
  expect(fake.asked.boxes).toEqual([]);
  await rm(dirname(item.getSavePath()), { recursive: true });
});

test('what the page saves is the page’s own: nothing else is downloaded', async () => {
  fake = await startApp();
  for (const url of ['https://example.org/x.exe', 'blob:https://example.org/1', 'gatescope://app/index.html']) {
    expect(download(url, 'x').preventDefault).toHaveBeenCalledOnce();
  }
  expect(fake.asked.saveDialogs).toEqual([]);
});
