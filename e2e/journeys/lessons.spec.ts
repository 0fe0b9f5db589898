import type { Page } from '@playwright/test';
import { lessons } from '../../src/renderer/lessons/pages/index.ts';
import { accessibilityViolations, button, expect, stepsDone, test } from './fixtures.ts';

const pages = lessons.length;

async function openLessons(app: Page): Promise<void> {
  await app.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Lessons' }).click();
  await expect(app.getByRole('main', { name: 'Lessons' })).toBeVisible();
}

const place = (app: Page) => app.getByText(/^\d+ of \d+$/);
const pageTitle = (app: Page) => app.getByRole('article').getByRole('heading', { level: 2 });
const list = (app: Page) => app.getByRole('navigation', { name: 'Pages' });

test('reads from the first page to the last, and returns to the open one', async ({ app }) => {
  const violations: string[] = [];
  app.on('console', (message) => {
    if (message.type() === 'error') violations.push(message.text());
  });
  await openLessons(app);
  for (let page = 1; page <= pages; page++) {
    await expect(place(app)).toHaveText(`${page} of ${pages}`);
    await expect(app.getByRole('article').locator('.katex').first()).toBeVisible();
    expect(await app.locator('.katex-error').count()).toBe(0);
    if (page < pages) await app.getByRole('button', { name: /^Next page/ }).click();
  }
  await expect(app.getByRole('button', { name: /^Next page/ })).toHaveCount(0);
  // A style or font that the page's policy refuses is reported on the console.
  expect(violations).toEqual([]);

  // The address follows what is seen once a second.
  await expect(app).toHaveURL(new RegExp(`lesson=${lessons[pages - 1].id}`));
  await app.reload();
  await expect(place(app)).toHaveText(`${pages} of ${pages}`);
});

test('moves through the list of pages by keyboard, and begins a page at its heading', async ({ app }) => {
  await openLessons(app);
  await list(app).getByRole('button').first().focus();
  await app.keyboard.press('End');
  await app.keyboard.press('ArrowUp');
  await app.keyboard.press('Enter');
  await expect(place(app)).toHaveText(`${pages - 1} of ${pages}`);
  await expect(pageTitle(app)).toBeFocused();
  await expect(list(app).locator('[aria-current=page]')).toContainText(await pageTitle(app).innerText());
});

for (const [theme, language] of [
  ['dark', 'en'],
  ['light', 'ko'],
] as const) {
  test(`has no accessibility faults on any page in the smallest window, ${theme}, in “${language}”`, async ({
    app,
  }) => {
    await app.emulateMedia({ colorScheme: theme });
    await app.setViewportSize({ width: 1024, height: 700 });
    await openLessons(app);
    await button(app, 'Settings').click();
    await app.getByLabel('Language').selectOption(language);
    await app.keyboard.press('Escape');
    const entries = app.getByRole('main').getByRole('navigation').getByRole('button');
    await expect(entries).toHaveCount(pages);
    for (let page = 0; page < pages; page++) {
      await entries.nth(page).click();
      expect(await accessibilityViolations(app)).toEqual([]);
      expect(
        await app.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0);
      const cutOff = await app
        .locator('.katex-display')
        .evaluateAll((formulas) => formulas.filter((each) => each.scrollWidth > each.clientWidth + 1).length);
      expect(cutOff).toBe(0);
    }
  });
}

test('computes the figures: a power, a chain, a cell, the weights, attention', async ({ app }) => {
  await openLessons(app);
  const open = (title: string) => list(app).getByRole('button', { name: title }).click();

  await open('Powers of one number');
  await app.getByRole('slider', { name: 'Factor a' }).fill('1.2');
  await expect(app.getByText(/^a100 = 82,817,975$/)).toBeVisible();

  await open('Back-propagation through time');
  await app.getByRole('slider', { name: 'Weight w' }).fill('3');
  await expect(app.getByText('It explodes.')).toBeVisible();
  await button(app, 'A gradient on its way back through 28 rows: numbers as a table').click();
  await expect(app.getByRole('row', { name: /^28 1$/ })).toBeVisible();
  await app.keyboard.press('Escape');

  await open('LSTM: a memory with gates');
  await app.getByRole('slider', { name: 'forget gate' }).fill('1');
  await app.getByRole('slider', { name: 'input gate' }).fill('0');
  await app.getByRole('slider', { name: 'Previous memory' }).fill('-1.5');
  await expect(app.getByText(/1\.00·\(−1\.50\) \+ 0\.00·\(−0\.60\) = −1\.50/)).toBeVisible();

  await open('What gates cost, and the GRU');
  await expect(app.getByRole('row', { name: /^GRU\s+60,288\s+×3\s+61,578$/ })).toBeVisible();

  await open('Attention: looking back directly');
  await app.getByRole('slider', { name: 'Length of q' }).fill('0');
  await expect(app.getByRole('cell', { name: '33%' })).toHaveCount(3);
});

test('sets the app by a link: a digit, a row, or a network that trains', async ({ app }) => {
  await openLessons(app);
  await list(app).getByRole('button', { name: 'A digit as a sequence' }).click();
  await button(app, 'See a 7 being read, up to row 9').click();
  await expect(app.getByRole('slider', { name: 'Row', exact: true })).toHaveAttribute('aria-valuetext', /^Row 9 of 28/);

  await openLessons(app);
  await list(app).getByRole('button', { name: 'The recurrent cell' }).click();
  await app.getByRole('button', { name: /^Train one with 16 units/ }).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(0);
  await expect(app.getByRole('banner')).toContainText(/RNN · 16 units/);
});
