// Holds P41.
import type { Locator, Page } from '@playwright/test';
import { PNG } from 'pngjs';
import type { Given } from '../hosts/host.ts';
import { button, expect, test } from './fixtures.ts';

/** Number of colours of a picture; a missing one would leave a handful. */
function coloursOf({ name, bytes }: Given): number {
  expect(name).toMatch(/^gatescope-[a-z0-9-]+\.png$/);
  const { width, height, data } = PNG.sync.read(bytes);
  return new Set(Array.from({ length: width * height }, (_, at) => data.readUInt32BE(4 * at))).size;
}

test('saves digits, matrix, tiles, stages and completions as pictures, and the matrix and all answers as CSV', async ({
  app,
  host,
}) => {
  const savedBy = (name: string, within: Page | Locator = app) =>
    host.saved(app, () => within.getByRole('button', { name, exact: true }).click());
  const picture = async (title: string, within?: Locator) =>
    coloursOf(await savedBy(`Save ${title} as a picture`, within));

  await button(app, 'Enlarge f forget gate').click();
  const tile = app.getByRole('dialog', { name: 'forget gate' });
  expect(await picture('forget gate', tile)).toBeGreaterThan(100);
  await app.keyboard.press('Escape');

  await app.keyboard.press('Alt+2');
  await expect(app.getByText('10,000 of 10,000 digits')).toBeVisible();
  await expect(app.getByRole('gridcell', { name: /read as/ })).toHaveCount(100);
  expect(await picture('Confusion matrix')).toBeGreaterThan(20);
  expect(await picture('Test digits')).toBeGreaterThan(100);

  const matrix = await savedBy('Save Confusion matrix as CSV');
  expect(matrix.name).toBe('gatescope-confusion-matrix.csv');
  const [heading, ...lines] = matrix.bytes.toString().trimEnd().split('\r\n');
  expect(heading).toMatch(/^\ufefflabel \\ answer,0,1,2,3,4,5,6,7,8,9,/);
  const counts = lines.map((line) => line.split(',').slice(1, 11).map(Number));
  expect(counts).toHaveLength(10);
  expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(10_000);

  await button(app, 'Shown digits: numbers as a table').click();
  const answers = await savedBy('Save as CSV', app.getByRole('dialog', { name: 'Test digits' }));
  expect(answers.bytes.toString().trimEnd().split('\r\n')).toHaveLength(10_001);
  await app.keyboard.press('Escape');

  await app.keyboard.press('Alt+5');
  await expect(app.getByRole('img', { name: /^Completion \d/ })).toHaveCount(9);
  expect(await picture('Completions')).toBeGreaterThan(10);
});
