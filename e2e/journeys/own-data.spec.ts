// Holds P25.
import { gzipSync } from 'node:zlib';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { PNG } from 'pngjs';
import { barsPair, labelsOf } from '../../src/engine/own-data/testing/files.ts';
import {
  accessibilityViolations,
  button,
  expect,
  prediction,
  stepsDone,
  test,
  trainButton,
  written,
} from './fixtures.ts';
import { keep, openMyDigits } from './kept-digits.ts';

/** Twelve classes of bars, as files that a person chooses. */
const files = [...barsPair(labelsOf(1_200, 12)), ...barsPair(labelsOf(240, 12), { prefix: 't10k' })].map(
  ({ name, bytes }) => ({ name: `${name}.gz`, mimeType: 'application/gzip', buffer: gzipSync(bytes) }),
);
const names = Array.from({ length: 12 }, (_, index) => `stripe number ${index + 1}`);
const namesFile = { name: 'names.txt', mimeType: 'text/plain', buffer: Buffer.from(names.join('\n')) };

test('makes named classes of a pair of files, trains on them, shows their confusions, and returns to MNIST', async ({
  app,
}) => {
  await button(app, 'Settings').click();
  const drawer = app.getByRole('dialog', { name: 'Settings' });
  await expect(drawer).toContainText('60,000 images for training');
  const chooser = drawer.locator('input[type=file]').first();

  await chooser.setInputFiles([files[0], files[3]]);
  const dialog = app.getByRole('dialog', { name: 'Open a data set' });
  await expect(dialog.getByRole('alert')).toContainText('images: 1200');
  await expect(dialog.getByRole('alert')).toContainText('are not a pair');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(prediction(app)).toHaveText(/^7/);

  await button(app, 'Settings').click();
  await chooser.setInputFiles([...files, namesFile]);
  await expect(dialog).toContainText('1,200 images for training and 240 for testing, in 12 classes.');
  await expect(dialog.getByRole('list').getByText('stripe number 3', { exact: true }).first()).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);
  await dialog.getByLabel('Name', { exact: true }).fill('Stripes');
  await button(app, 'Open').click();
  await expect(app.getByText('Stripes is open with a fresh network')).toBeVisible();
  await expect(prediction(app)).toContainText('stripe number');
  await expect(app.getByText('rows ↓ · Stripes')).toBeVisible();

  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(5);
  await button(app, 'Pause').click();
  await expect(app.getByText(/label is stripe number 1\./i)).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);

  await app.keyboard.press('Alt+2');
  const matrix = app.getByRole('grid', { name: /confus/i });
  await expect(matrix.getByRole('rowheader')).toHaveCount(12);
  await expect(matrix.getByRole('rowheader').last()).toHaveAccessibleName(/stripe number 12/);
  await expect(app.getByText('240 of 240 images')).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);

  await app.keyboard.press('Alt+3');
  await button(app, 'Add the Lab’s settings').click();
  await expect(app.getByRole('region', { name: 'Runs' }).getByText(/^Stripes · LSTM .*× 1,200$/)).toBeVisible();
  await app.keyboard.press('Alt+5');
  await expect(app.getByText(/^The shipped network has seen only MNIST’s digits.* learns Stripes\.$/)).toBeVisible();

  await button(app, 'Settings').click();
  await expect(drawer).toContainText('Stripes');
  await drawer.getByRole('button', { name: 'Back to MNIST' }).click();
  await app.keyboard.press('Alt+1');
  await expect(prediction(app)).toHaveText(/^\d/);
});

/** Black with a light line in column `at`. */
function stripe(at: number): Buffer {
  const picture = new PNG({ width: 28, height: 28 });
  for (let pixel = 0; pixel < 784; pixel++) {
    const level = pixel % 28 === at ? 250 : 0;
    picture.data.set([level, level, level, 255], 4 * pixel);
  }
  return PNG.sync.write(picture);
}

test('makes a data set of a folder of images per class, and names a file that is no image', async ({ app }) => {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-folders-'));
  for (const [part, count] of [
    ['train', 12],
    ['test', 3],
  ] as const) {
    for (const [label, className] of ['left', 'right'].entries()) {
      await mkdir(join(folder, 'lines', part, className), { recursive: true });
      for (let index = 0; index < count; index++)
        await writeFile(join(folder, 'lines', part, className, `${index}.png`), stripe(5 + 12 * label));
    }
  }
  await button(app, 'Settings').click();
  const drawer = app.getByRole('dialog', { name: 'Settings' });
  const chooser = drawer.locator('input[webkitdirectory]');
  await chooser.setInputFiles(join(folder, 'lines'));
  const dialog = app.getByRole('dialog', { name: 'Open a data set' });
  await expect(dialog).toContainText('24 images for training and 6 for testing, in 2 classes.');
  await expect(dialog.getByRole('list').getByText('right', { exact: true }).first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();

  await writeFile(join(folder, 'lines', 'test', 'left', '7.png'), 'no image');
  const devTools = await app.context().newCDPSession(app);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    const data = { items: [], files: [join(folder, 'lines')], dragOperationsMask: 1 };
    await devTools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
  await expect(dialog.getByRole('alert')).toHaveText(
    'lines/test/left/7.png cannot be read as an image. Download it again, or leave it out.',
  );
  await rm(folder, { recursive: true });
});

test('opens a .zip chosen in the settings like a dropped one', async ({ app }) => {
  const images = ['left', 'right'].flatMap((className, label) =>
    Array.from({ length: 7 }, (_, index) => [`${className}/${index}.png`, stripe(5 + 12 * label)] as const),
  );
  await button(app, 'Settings').click();
  const chooser = app.getByRole('dialog', { name: 'Settings' }).locator('input[type=file]').first();
  const buffer = Buffer.from(zipSync(Object.fromEntries(images)));
  await chooser.setInputFiles({ name: 'lines.zip', mimeType: 'application/zip', buffer });
  const dialog = app.getByRole('dialog', { name: 'Open a data set' });
  await expect(dialog).toContainText('12 images for training and 2 for testing, in 2 classes.');
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('lines');
  // Sorted by class in the file.
  const names = dialog.getByRole('list').getByRole('listitem');
  await expect(names.nth(0)).toHaveText('left');
  await expect(names.nth(1)).toHaveText('right');
  await dialog.getByRole('button', { name: 'Close' }).click();

  await button(app, 'Settings').click();
  const oneClass = Buffer.from(zipSync(Object.fromEntries(images.slice(0, 7))));
  await chooser.setInputFiles({ name: 'one.zip', mimeType: 'application/zip', buffer: oneClass });
  await expect(dialog.getByRole('alert')).toContainText('Put the images of each class in a folder of its own.');
});

test('exports kept digits while another data set is open', async ({ app, host }) => {
  await keep(app, written.seven[0], '7');
  await button(app, 'Settings').click();
  const chooser = app.getByRole('dialog', { name: 'Settings' }).locator('input[type=file]').first();
  await chooser.setInputFiles(files);
  const dialog = app.getByRole('dialog', { name: 'Open a data set' });
  await dialog.getByRole('button', { name: 'Open' }).click();
  await expect(dialog).toBeHidden();
  await expect(app.getByText(/is open with a fresh network/)).toBeVisible();
  await openMyDigits(app);
  await expect(app.getByText(/^Your own digits belong to MNIST/)).toBeVisible();
  await expect(app.getByText(/of 1 image/)).toHaveCount(0);
  const saved = await host.saved(app, () => button(app, 'Export').click());
  expect(saved.name).toBe('my-digits.zip');
});
