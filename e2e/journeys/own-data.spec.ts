import { gzipSync } from 'node:zlib';
import { barsPair, labelsOf } from '../../src/engine/own-data/testing/files.ts';
import { accessibilityViolations, button, expect, prediction, stepsDone, test, trainButton } from './fixtures.ts';

/** Twelve classes of bars, as files that a person chooses. */
const files = [...barsPair(labelsOf(1_200, 12)), ...barsPair(labelsOf(240, 12), { prefix: 't10k' })].map(
  ({ name, bytes }) => ({ name: `${name}.gz`, mimeType: 'application/gzip', buffer: gzipSync(bytes) }),
);
const names = Array.from({ length: 12 }, (_, index) => `stripe number ${index + 1}`);
const namesFile = { name: 'names.txt', mimeType: 'text/plain', buffer: Buffer.from(names.join('\n')) };

test('a pair of files becomes named classes that are trained on and confused; MNIST comes back', async ({ app }) => {
  await button(app, 'Settings').click();
  const drawer = app.getByRole('dialog', { name: 'Settings' });
  await expect(drawer).toContainText('60,000 images to learn from');
  const chooser = drawer.locator('input[type=file]');

  await chooser.setInputFiles([files[0], files[3]]);
  const dialog = app.getByRole('dialog', { name: 'Open a data set' });
  await expect(dialog.getByRole('alert')).toContainText('1200 images');
  await expect(dialog.getByRole('alert')).toContainText('they are not a pair');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(prediction(app)).toHaveText(/^7/);

  await button(app, 'Settings').click();
  await chooser.setInputFiles([...files, namesFile]);
  await expect(dialog).toContainText('1,200 images to learn from and 240 to test on, in 12 classes.');
  await expect(dialog.getByRole('list').getByText('stripe number 3', { exact: true }).first()).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);
  await dialog.getByLabel('Name', { exact: true }).fill('Stripes');
  await button(app, 'Open').click();
  await expect(app.getByText('Stripes is open, with a fresh network')).toBeVisible();
  await expect(prediction(app)).toContainText('stripe number');
  await expect(app.getByText('rows ↓ · Stripes')).toBeVisible();

  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(5);
  await button(app, 'Pause').click();
  await expect(app.getByText(/it is a stripe number 1\./i)).toBeVisible();
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
  await expect(
    app.getByText(/^The shipped network has seen nothing but MNIST’s digits.* learns Stripes\.$/),
  ).toBeVisible();

  await button(app, 'Settings').click();
  await expect(drawer).toContainText('Stripes');
  await drawer.getByRole('button', { name: 'Back to MNIST' }).click();
  await app.keyboard.press('Alt+1');
  await expect(prediction(app)).toHaveText(/^\d/);
});
