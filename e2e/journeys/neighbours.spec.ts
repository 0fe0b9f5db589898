import type { Page } from '@playwright/test';
import { accessibilityViolations, button, draw, expect, prediction, test, written } from './fixtures.ts';

/** The line above them, which a screen reader also gets. */
const line = (app: Page, text: RegExp) => app.getByRole('paragraph').filter({ hasText: text });

test('neighbours are found, followed through the rows, and opened', async ({ app }) => {
  await app.getByRole('combobox', { name: 'Chart' }).selectOption('Neighbours');
  await button(app, 'Find nearest digits').click();
  const list = app.getByRole('list', { name: 'Nearest test digits' });
  await expect(list.getByRole('button')).toHaveCount(12, { timeout: 60_000 });
  await expect(line(app, /^Nearest over all rows: 1[0-2] of 12 have the label 7 too\.$/)).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);

  await app.getByRole('slider', { name: 'Row', exact: true }).focus();
  for (let up = 0; up < 16; up++) await app.keyboard.press('ArrowUp');
  // Half a 7 may become something else.
  await expect(line(app, /^Nearest up to row 12: \d+ of 12 have the label 7 too\.$/)).toBeVisible();
  await app.keyboard.press('End');
  await expect(line(app, /^Nearest over all rows/)).toBeVisible();

  await app.getByRole('button', { name: 'Nearest digits: numbers as a table' }).click();
  const table = app.getByRole('dialog', { name: 'Nearest test digits' });
  await expect(table.getByRole('row')).toHaveCount(13);
  await app.keyboard.press('Escape');

  // Tab reaches one of them, arrow keys the others.
  const [first, second] = [list.getByRole('button').nth(0), list.getByRole('button').nth(1)];
  await first.focus();
  await app.keyboard.press('ArrowRight');
  await expect(second).toBeFocused();
  const index = /^Test digit ([\d,]+)/.exec((await second.getAttribute('aria-label')) ?? '')?.[1].replaceAll(',', '');
  await app.keyboard.press('Enter');
  await expect(app.getByRole('spinbutton', { name: 'Number of the test digit' })).toHaveValue(String(index));
  await expect(list.getByRole('button', { name: /^Test digit 0,/ })).toHaveCount(1);
});

test('finds neighbours of a drawing, and says when an index of other weights must be renewed', async ({ app }) => {
  await app.getByRole('combobox', { name: 'Chart' }).selectOption('Neighbours');
  await button(app, 'Find nearest digits').click();
  const list = app.getByRole('list', { name: 'Nearest test digits' });
  await expect(list.getByRole('button')).toHaveCount(12, { timeout: 60_000 });
  await button(app, 'Draw').click();
  await expect(list).toHaveCount(0);
  await draw(app, ...written.one);
  await expect(prediction(app)).toHaveText(/^1/);
  await expect(line(app, /^Nearest over all rows: \d+ of 12 ha(?:s|ve) the label 1, the answer\.$/)).toBeVisible();

  await button(app, 'Step').click();
  // Another network: its digits are not known yet.
  await expect(app.getByRole('combobox', { name: 'Chart' })).toHaveCount(2);
  await app.getByRole('combobox', { name: 'Chart' }).first().selectOption('Neighbours');
  await button(app, 'Find nearest digits').click();
  await expect(list.getByRole('button')).toHaveCount(12, { timeout: 60_000 });
  await button(app, 'Step').click();
  await expect(app.getByText('Based on the weights after step 1.')).toBeVisible();
  await button(app, 'Refresh').click();
  await expect(app.getByText('Based on the weights after step 1.')).toHaveCount(0, { timeout: 60_000 });
});
