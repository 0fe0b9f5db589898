/** The first minute: told once on the real picture, and again when asked; at its end a network learns to read. */

import type { Locator, Page } from '@playwright/test';
import {
  accessibilityViolations,
  button,
  draw,
  expect,
  isWindow,
  prediction,
  stepsDone,
  test,
  written,
} from './fixtures.ts';

test.use({ isFirstStart: true, viewport: { width: 1024, height: 700 } });

const strip = (page: Page): Locator => page.getByRole('region', { name: 'The first minute' });
const next = (page: Page) => strip(page).getByRole('button', { name: 'Next' }).click();
const row = (page: Page): Locator => page.getByRole('slider', { name: 'Row', exact: true });

test('tells what is on the screen in five sentences, and lights what each is about', async ({ host }) => {
  const page = await host.open();
  const lit = page.locator('[data-lit]');
  await expect(strip(page)).toContainText('1 of 5');
  await expect(strip(page)).toContainText('This is a handwritten 7, an image of 28 × 28');
  await expect(lit).toHaveCount(1);
  expect(await accessibilityViolations(page)).toEqual([]);

  await next(page);
  await expect(strip(page)).toContainText('one row at a time');
  await expect(row(page)).toHaveAttribute('data-lit');
  await expect(row(page)).toHaveAttribute('aria-valuenow', '28');

  await next(page);
  await expect(strip(page)).toContainText('one of 24 units');
  await expect(page.getByRole('slider', { name: /hidden/i })).toHaveAttribute('data-lit');
  await expect(page.getByRole('region', { name: 'Notices' })).toBeEmpty();

  await next(page);
  await expect(strip(page)).toContainText(/after row \d+ of 28 its answer is \d, \d+% sure/);
  await expect(strip(page)).toContainText(/after row 28 of 28 its answer is 7, (99|100)% sure/);
  await expect(lit).toHaveCount(2);

  await next(page);
  await expect(strip(page)).toContainText('Now draw a digit of your own');
  await draw(page, ...written.one);
  await expect(strip(page)).toContainText(/reads your drawing as 1, \d+% sure/);

  await strip(page).getByRole('button', { name: 'Back' }).click();
  await expect(strip(page)).toContainText('Watch it decide');
  await strip(page).getByRole('button', { name: 'Skip' }).click();
  await expect(strip(page)).toHaveCount(0);
  await expect(lit).toHaveCount(0);
  // The story's small network is gone again.
  await expect(page.getByRole('banner')).toContainText('2 × 128 units');
  await expect(prediction(page)).toHaveText(/^7/);
  // The address follows what is seen once a second; the drawing's had the same row.
  await expect(page).toHaveURL(/digit=\d+.*row=27/);

  await page.reload();
  await expect(prediction(page)).toHaveText(/^7/);
  await expect(strip(page)).toHaveCount(0);
  await button(page, 'About').click();
  await button(page, 'Show the first minute').click();
  await expect(strip(page)).toContainText('1 of 5');
});

test('ends with a network that goes from guessing to reading', async ({ host }) => {
  const page = await host.open();
  for (let chapter = 0; chapter < 5; chapter++) await next(page);
  await strip(page).getByRole('button', { name: 'Train one yourself' }).click();
  await expect(strip(page)).toContainText(/After training step [\d,]+ it reads \d+% .* guessing would read 10%/);
  await expect(page.getByText(/^LSTM · 32 units/).first()).toBeVisible();
  await expect(strip(page)).toContainText(/now reads 9[789]\.\d% of the test digits/, { timeout: 400_000 });
  expect(await stepsDone(page)).toBeGreaterThan(1000);
  await strip(page).getByRole('button', { name: 'Done' }).click();
  await expect(strip(page)).toHaveCount(0);
  await button(page, 'Bring back').click();
  await expect(page.getByRole('banner')).toContainText('2 × 128 units');
});

test('leaves no trace of its small network, whatever a person does during it', async ({ host }) => {
  const page = await host.open();
  const banner = page.getByRole('banner');
  await expect(banner).toContainText('24 units');

  // Other rooms are about the shipped network.
  await page.keyboard.press('Alt+2');
  await expect(banner).toContainText('2 × 128 units');
  await page.keyboard.press('Alt+1');
  await expect(banner).toContainText('24 units');
  await expect(strip(page)).toContainText('1 of 5');

  await button(page, 'Step').click();
  await expect(banner).toContainText('step 1');
  await strip(page).getByRole('button', { name: 'Skip' }).click();
  const bringBack = page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Bring back' });
  await bringBack.click();
  await expect(banner).toContainText('2 × 128 units');
  await expect(bringBack).toHaveCount(0);
});

test('gives the shipped network back also to a page that has not begun the story', async ({ host }) => {
  test.skip(isWindow(), 'A second page needs a browser.');
  const page = await host.open();
  await expect(page.getByRole('banner')).toContainText('24 units');
  const other = await host.openEmptyPage(page);
  await other.goto(page.url().split('#')[0]);
  await page.close();
  await expect(strip(other)).toContainText('1 of 5');
  await strip(other).getByRole('button', { name: 'Skip' }).click();
  await expect(other.getByRole('banner')).toContainText('2 × 128 units');
});

test('leaves what is on the pad as it was when it is told again', async ({ host }) => {
  const page = await host.open();
  await strip(page).getByRole('button', { name: 'Skip' }).click();
  const tellAndSkip = async () => {
    await button(page, 'About').click();
    await button(page, 'Show the first minute').click();
    await expect(strip(page)).toContainText('This is a handwritten 7');
    await strip(page).getByRole('button', { name: 'Skip' }).click();
  };
  await draw(page, ...written.one);
  await expect(prediction(page)).toHaveText(/^1/);
  await tellAndSkip();
  await expect(prediction(page)).toHaveText(/^1/);
  await page.getByLabel('Number of the test digit').fill('3');
  await page.keyboard.press('Enter');
  await expect(prediction(page)).toHaveText(/^0/);
  await tellAndSkip();
  await expect(page.getByLabel('Number of the test digit')).toHaveValue('3');
  await expect(prediction(page)).toHaveText(/^0/);
});
