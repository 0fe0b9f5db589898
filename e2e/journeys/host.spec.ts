// Holds P35.
/** What the page does for its host: the title tells how far a run is, a failure has a way back, an engine is started again. */

import type { Page } from '@playwright/test';
import { accessibilityViolations, button, expect, stepsDone, test, trainButton } from './fixtures.ts';

/** Lets the page fail where it next writes a number, as a fault in a component would. */
async function breakPage(page: Page) {
  await page.evaluate(() => {
    Object.defineProperty(Intl.NumberFormat.prototype, 'format', {
      get() {
        throw new Error('a fault in a component');
      },
    });
  });
}

test('a page that fails says so, and comes back at a click while training goes on', async ({ app }) => {
  await trainButton(app).click();
  await expect(app).toHaveTitle(/^Training \d+% · Lab – Gatescope$/);
  await breakPage(app);
  await expect(app.getByRole('alert')).toContainText(
    'This page crashed. The engine did not: any training under way continues.',
  );
  expect(await accessibilityViolations(app)).toEqual([]);
  await button(app, 'Reload').click();
  await expect(button(app, 'Pause')).toBeVisible();
  await button(app, 'Pause').click();
  await expect(app).toHaveTitle('Lab – Gatescope');
});

test('what nobody has caught is told, and the page goes on', async ({ app }) => {
  await app.evaluate(() => {
    setTimeout(() => {
      throw new Error('a fault in a listener');
    });
  });
  await expect(app.getByRole('alert')).toContainText('Something went wrong inside Gatescope.');
  await app.getByText('Details', { exact: true }).click();
  await expect(app.getByRole('alert')).toContainText('a fault in a listener');
  await button(app, 'Dismiss').click();
  await button(app, 'Step').click();
  await expect.poll(() => stepsDone(app)).toBe(1);
});

test('the usual keys do in the browser what the menu does in the window', async ({ app, host }) => {
  await host.pressMenuKey(app, 'Control+Comma');
  await expect(app.getByRole('dialog', { name: 'Settings' })).toBeVisible();
});

test('an engine that died too often is started again at a click', async ({ app: page, host }) => {
  for (let time = 1; time <= 4; time++) {
    if (time === 4) {
      await trainButton(page).click();
      await expect(page).toHaveTitle(/^Training/);
    }
    await host.killEngine();
    const sign = time < 4 ? 'has been started again' : 'is not started again by itself';
    await expect(page.getByRole('alert').filter({ hasText: sign })).toBeVisible({ timeout: 30_000 });
    if (time < 4) await button(page, 'Dismiss').click();
  }
  await expect(page, 'nothing trains any more').toHaveTitle('Lab – Gatescope');
  expect(await accessibilityViolations(page)).toEqual([]);
  const header = page.getByRole('banner');
  await expect(header).toContainText('The engine has stopped');
  await expect(header, 'nothing can be trained').not.toContainText('Pause');
  await header.getByRole('button', { name: 'Start again' }).click();
  await expect(page.getByRole('alert')).toContainText('has been started again');
  await button(page, 'Step').click();
  await expect.poll(() => stepsDone(page)).toBe(1);
});
