/**
 * A teacher before and in class: follows the README's “Try first”, point by point, by what is visible alone, prepares a
 * handout, a film and a link, and shows a lesson on the projector.
 */

import type { Locator, Page } from '@playwright/test';
import { button, draw, expect, isWindow, prediction, test, trainAndPause, trainButton, written } from './fixtures.ts';

test.use({ isFirstStart: true, viewport: { width: 1366, height: 768 } });

const alerts = (page: Page): Locator => page.getByRole('region', { name: 'Notices' }).getByRole('alert');
const row = (page: Page): Locator => page.getByRole('slider', { name: 'Row', exact: true });
const room = (page: Page, name: string): Promise<void> => page.getByRole('link', { name }).click();

test('prepares a class by the README, and holds it', async ({ host }) => {
  test.slow();
  const page = await host.open();
  await page.getByRole('region', { name: 'The first minute' }).getByRole('button', { name: 'Skip' }).click();

  await test.step('draws a digit, drags the scan line, and reads the arithmetic of a cell', async () => {
    await draw(page, ...written.seven);
    await expect(prediction(page)).toHaveText(/^7/);
    await expect(page.getByText(/^Settled on its answer after row \d+ of 28$/)).toBeVisible();
    await button(page, 'Play rows').click();
    await expect(row(page)).not.toHaveAttribute('aria-valuenow', '28');
    await expect(row(page)).toHaveAttribute('aria-valuenow', '28');
    const memory = await page.getByRole('slider', { name: 'Unit in cell state' }).boundingBox();
    if (!memory) throw new Error('The cell state is not visible.');
    await page.mouse.move(memory.x + memory.width / 2, memory.y + memory.height / 2);
    await expect(page.getByText(/c = f·cₜ₋₁ \+ i·g = [−\d]/)).toBeVisible();
  });

  await test.step('trains from scratch, goes back in time, and brings the shipped network back', async () => {
    await trainAndPause(page, host.userData);
    const moment = page.getByRole('slider', { name: 'Moment of training' });
    await moment.press('Home');
    await expect(page.getByText(/^Step 0 of/)).toBeVisible();
    await button(page, 'Now').click();
    await expect(page.getByText(/^Now, after step/)).toBeVisible();
    await button(page, 'Bring back').click();
    await expect(page.getByRole('banner')).toContainText('2 × 128 units');
  });

  await test.step('reads a lesson beside the Lab, and lets it set up the app', async () => {
    await room(page, 'Lessons');
    await page.getByRole('button', { name: /LSTM: a memory with gates/ }).click();
    await button(page, 'Read beside the Lab').click();
    const lesson = page.getByRole('complementary', { name: 'Lesson' });
    await lesson.getByRole('region', { name: 'Try it' }).getByRole('button').first().click();
    await expect(lesson.getByRole('heading', { level: 2 })).toHaveText('LSTM: a memory with gates');
    await expect(alerts(page)).toHaveCount(0);
  });

  await test.step('prints the lesson as a handout', async () => {
    // The dialog of the system cannot be closed by a test.
    await page.evaluate(() => {
      window.print = () => {
        document.documentElement.dataset.printed = document.querySelector('.sheet h1')?.textContent ?? '';
        dispatchEvent(new Event('afterprint'));
      };
    });
    await button(page, 'Print the lesson').click();
    await expect(page.locator('html')).toHaveAttribute('data-printed', 'LSTM: a memory with gates');
  });

  await test.step('shows it on the projector, with a pointer, sentence by sentence', async () => {
    await button(page, 'Present').click();
    await expect(page.getByText('How can a network remember something over many rows?')).toBeVisible();
    await page.keyboard.press('n');
    await expect(page.getByText(/^The forget gate/)).toBeVisible();
    await page.keyboard.press('l');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText(/unit \d+, row \d+/)).toBeVisible();
    // The pointer first, then the view.
    await page.keyboard.press('l');
    await page.keyboard.press('Escape');
    await expect(button(page, 'Leave the presenter’s view')).toHaveCount(0);
    await page.getByRole('button', { name: 'Close the lesson' }).click();
  });

  await test.step('takes a film of the rows along', async () => {
    const name = 'Save a film of the rows being read';
    await button(page, name).click();
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog.getByRole('img', { name: /^The last frame of/ })).toBeVisible();
    const film = await host.saved(page, () => dialog.getByRole('button', { name: 'Save the film' }).click());
    expect(film.bytes.subarray(0, 6).toString('latin1')).toBe('GIF89a');
    await page.keyboard.press('Escape');
  });

  await test.step('gives the class a link to the very picture', async () => {
    await page.getByLabel('Number of the test digit').fill('3');
    await page.keyboard.press('Enter');
    await row(page).press('Home');
    await row(page).press('PageDown');
    const shown = await row(page).getAttribute('aria-valuetext');
    await button(page, 'Copy a link to what you see').click();
    const link = await host.clipboard(page);
    await page.getByLabel('Number of the test digit').fill('0');
    await page.keyboard.press('Enter');
    await button(page, 'Open, save, export').click();
    await page.getByLabel('A link that someone copied in Gatescope').fill(link);
    await button(page, 'Open link').click();
    await expect(row(page)).toHaveAttribute('aria-valuetext', shown ?? '');
    await expect(page.getByLabel('Number of the test digit')).toHaveValue('3');
  });

  await test.step('looks at mistakes, compares cells, and lets digits be finished', async () => {
    await room(page, 'Digits');
    await expect(page.getByText(/of 10,000 right$/)).toBeVisible();
    await room(page, 'Compare');
    await page.getByRole('listitem').filter({ hasText: 'Which cell?' }).getByRole('button').click();
    await expect(page.getByRole('region', { name: 'Runs' })).toContainText('GRU');
    await page.getByRole('region', { name: 'Runs' }).getByRole('button', { name: 'Stop' }).click();
    await room(page, 'Complete');
    await expect(page.getByRole('img', { name: /^Completion \d+:/ })).toHaveCount(9);
    await room(page, 'Lab');
    await expect(trainButton(page)).toBeEnabled();
    await expect(alerts(page)).toHaveCount(0);
  });
});

test('is not told the first minute who comes by a link', async ({ host }) => {
  test.skip(isWindow(), 'The window’s address is not a person’s to type.');
  const page = await host.open();
  const story = page.getByRole('region', { name: 'The first minute' });
  await expect(story).toBeVisible();
  const [address] = page.url().split('#');
  await page.goto('about:blank');
  await page.goto(`${address}#lab?v=1&digit=3&row=13`);
  await expect(row(page)).toHaveAttribute('aria-valuenow', '14');
  await expect(prediction(page)).not.toBeEmpty();
  await expect(story).toHaveCount(0);
});
