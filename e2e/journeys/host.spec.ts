// Holds P35.
/** The page's side of its host: progress in the title, a way back from a failure, restarting an engine. */

import type { Page } from '@playwright/test';
import { accessibilityViolations, button, expect, stepsDone, test, trainButton } from './fixtures.ts';

/** Lets the page fail where it next writes a number, like a fault in a component. */
async function breakPage(page: Page) {
  await page.evaluate(() => {
    Object.defineProperty(Intl.NumberFormat.prototype, 'format', {
      get() {
        throw new Error('a fault in a component');
      },
    });
  });
}

test('says that a page failed, and reloads it at a click while training goes on', async ({ app }) => {
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

test('reports an uncaught error, and goes on', async ({ app }) => {
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

test('handles the usual keys in the browser as the menu does in the window', async ({ app, host }) => {
  await host.pressMenuKey(app, 'Control+Comma');
  await expect(app.getByRole('dialog', { name: 'Settings' })).toBeVisible();
});

test('restarts an engine at a click after repeated crashes', async ({ app: page, host }) => {
  for (let time = 1; time <= 4; time++) {
    if (time === 4) {
      await trainButton(page).click();
      await expect(page).toHaveTitle(/^Training/);
    }
    await host.killEngine();
    const sign = time < 4 ? 'was restarted' : 'restarts only on request';
    await expect(page.getByRole('alert').filter({ hasText: sign })).toBeVisible({ timeout: 30_000 });
    if (time < 4) await button(page, 'Dismiss').click();
  }
  await expect(page, 'nothing trains any more').toHaveTitle('Lab – Gatescope');
  expect(await accessibilityViolations(page)).toEqual([]);
  const header = page.getByRole('banner');
  await expect(header).toContainText('The engine has stopped');
  await expect(header, 'nothing can be trained').not.toContainText('Pause');
  await header.getByRole('button', { name: 'Start again' }).click();
  await expect(page.getByRole('alert')).toContainText('was restarted');
  await button(page, 'Step').click();
  await expect.poll(() => stepsDone(page)).toBe(1);
});
