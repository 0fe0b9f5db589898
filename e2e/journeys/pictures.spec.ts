import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { button, expect, test } from './fixtures.ts';

/** A file that a button of this name saves. */
async function saved(page: Page, within: Page | Locator, name: string): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await within.getByRole('button', { name, exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Saves a picture and says how many colours it has: one that was left out would leave a handful. */
async function coloursOf(page: Page, within: Page | Locator, title: string): Promise<number> {
  const { name, bytes } = await saved(page, within, `Save ${title} as a picture`);
  expect(name).toMatch(/^gatescope-[a-z0-9-]+\.png$/);
  const { width, height, data } = PNG.sync.read(bytes);
  return new Set(Array.from({ length: width * height }, (_, at) => data.readUInt32BE(4 * at))).size;
}

test('digits, matrix, tiles, stages and completions are saved as pictures, the matrix and all answers as CSV', async ({
  app,
}) => {
  test.skip(!app.url().startsWith('http'), 'A window asks the person where to save.');
  await button(app, 'Enlarge f forget gate').click();
  const tile = app.getByRole('dialog', { name: 'forget gate' });
  expect(await coloursOf(app, tile, 'forget gate')).toBeGreaterThan(100);
  await app.keyboard.press('Escape');

  await app.keyboard.press('Alt+2');
  await expect(app.getByText('10,000 of 10,000 digits')).toBeVisible();
  await expect(app.getByRole('gridcell', { name: /read as/ })).toHaveCount(100);
  expect(await coloursOf(app, app, 'Confusion matrix')).toBeGreaterThan(20);
  expect(await coloursOf(app, app, 'Test digits')).toBeGreaterThan(100);

  const matrix = await saved(app, app, 'Save Confusion matrix as CSV');
  expect(matrix.name).toBe('gatescope-confusion-matrix.csv');
  const [heading, ...lines] = matrix.bytes.toString().trimEnd().split('\r\n');
  expect(heading).toMatch(/^\ufefflabel \\ answer,0,1,2,3,4,5,6,7,8,9,/);
  const counts = lines.map((line) => line.split(',').slice(1, 11).map(Number));
  expect(counts).toHaveLength(10);
  expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(10_000);

  await button(app, 'Shown digits: numbers as a table').click();
  const answers = await saved(app, app.getByRole('dialog', { name: 'Test digits' }), 'Save as CSV');
  expect(answers.bytes.toString().trimEnd().split('\r\n')).toHaveLength(10_001);
  await app.keyboard.press('Escape');

  await app.keyboard.press('Alt+5');
  await expect(app.getByRole('img', { name: /^Completion \d/ })).toHaveCount(9);
  expect(await coloursOf(app, app, 'Completions')).toBeGreaterThan(10);
});
