import type { Page } from '@playwright/test';
import { accessibilityViolations, button, draw, expect, test } from './fixtures.ts';

async function enter(page: Page): Promise<void> {
  await page.keyboard.press('Alt+5');
  await expect(completions(page)).toHaveCount(9);
}

function completions(page: Page) {
  return page.getByRole('img', { name: /^Completion \d/ });
}

test('finishes a digit from as many rows as the handle gives', async ({ app }) => {
  await enter(app);
  const handle = app.getByRole('slider', { name: 'Rows given' });
  await expect(handle).toHaveAttribute('aria-valuenow', '14');
  await expect(completions(app).first()).toHaveAccessibleName('Completion 1: 14 rows given, 14 drawn');
  await handle.focus();
  await app.keyboard.press('ArrowUp');
  await expect(completions(app).first()).toHaveAccessibleName('Completion 1: 13 rows given, 15 drawn');
  await app.keyboard.press('End');
  await expect(completions(app).first()).toHaveAccessibleName('Completion 1: 28 rows given, 0 drawn');

  const box = await handle.boundingBox();
  if (!box) throw new Error('The handle is not visible.');
  await app.mouse.move(box.x + box.width / 2, box.y + box.height - 2);
  await app.mouse.down();
  await app.mouse.move(box.x + box.width / 2, box.y + box.height / 4, { steps: 6 });
  await app.mouse.up();
  await expect(completions(app).first()).toHaveAccessibleName('Completion 1: 7 rows given, 21 drawn');

  await button(app, '4').click();
  await expect(completions(app)).toHaveCount(4);
});

test('finishes a drawn top, too, and has the likelihood of its rows in a table', async ({ app }) => {
  await enter(app);
  await draw(app, [
    [0.3, 0.25],
    [0.7, 0.25],
    [0.6, 0.45],
  ]);
  await expect(button(app, 'Draw')).toHaveAttribute('aria-pressed', 'true');
  await expect(app.getByText(/^rows 2–28: [\d.]+ nats$/)).toBeVisible();
  await button(app, 'Log-likelihood of the rows').click();
  const table = app.getByRole('dialog', { name: 'Log-likelihood of the rows' });
  await expect(table.getByRole('row')).toHaveCount(29);
  await expect(table.getByRole('row').nth(1)).toHaveText(/^1\s*–/);
  await app.keyboard.press('Escape');
});

test('draws ten of a chosen digit from a blank page, and any digit again', async ({ app }) => {
  await enter(app);
  await button(app, 'Draw ten of 3').click();
  await expect(completions(app)).toHaveCount(10);
  await expect(completions(app).first()).toHaveAccessibleName('Completion 1: 0 rows given, 28 drawn');
  await expect(
    app.getByText(/^−log p in nats, rows 2–28: the true ones [\d.]+, its own [\d.]+ on average$/),
  ).toBeVisible();
  await button(app, 'any').click();
  await expect(button(app, 'Draw ten of 3')).toHaveAttribute('aria-pressed', 'false');
});

test('measures −log p against the window, shows it as curve and table, and completes from one row alone', async ({
  app,
}) => {
  await enter(app);
  const total = app.getByText(/^rows 2–28: [\d.]+ nats$/);
  const whole = await total.innerText();
  await button(app, '1 row seen').click();
  await expect(total).not.toHaveText(whole);
  const training = app.getByRole('region', { name: 'Train it yourself' });
  await training.getByRole('button', { name: 'Window τ' }).click();
  await training.getByRole('button', { name: 'Measure', exact: true }).click();
  await training.getByRole('button', { name: 'Stop' }).click();
  await training.getByRole('button', { name: 'Measure', exact: true }).click();
  const measuring = training.getByRole('progressbar', { name: 'Measuring the windows' });
  await expect(measuring).toBeVisible();
  await expect(measuring).toHaveCount(0);
  await button(app, '−log p of a test image against τ, nats: numbers as a table').click();
  const rows = app.getByRole('dialog').getByRole('row');
  await expect(rows).toHaveCount(7);
  const nats = await rows.locator('td').allInnerTexts();
  expect(nats.map(Number)).toEqual(nats.map(Number).sort((a, b) => b - a));
  await app.keyboard.press('Escape');
  const curve = app.getByRole('img', { name: /^−log p of a test image against τ/ });
  await app.setViewportSize({ width: 1024, height: 700 });
  await expect
    .poll(async () => {
      const { x = 0, width = 0 } = (await curve.boundingBox()) ?? {};
      return x + width;
    })
    .toBeLessThan(1024);
});

test('draws the completions of three windows below each other', async ({ app }) => {
  await enter(app);
  await button(app, 'Side by side: 1, 4, 27').click();
  for (const window of [1, 4, 27]) {
    await expect(app.getByRole('list', { name: `Rows seen, τ: ${window}` }).getByRole('img')).toHaveCount(9);
  }
  await expect(app.getByText('the digit loses the thread', { exact: false })).toBeVisible();
  await button(app, 'Side by side: 1, 4, 27').click();
  await expect(app.getByRole('list', { name: 'Completions' }).getByRole('img')).toHaveCount(9);
});

test('shows the loss of training, redraws the completions, and stops on request', async ({ app }) => {
  await enter(app);
  await app.getByLabel('Units').fill('16');
  await app.getByLabel('Epochs').fill('30');
  await app
    .getByRole('region', { name: 'Train it yourself' })
    .getByRole('button', { name: 'Train row generator' })
    .click();
  await expect(app.getByRole('img', { name: /^−log p of an image, nats/ })).toBeVisible();
  await expect(app.getByText('your network · LSTM · 16 units', { exact: false })).toBeVisible();
  await button(app, 'Stop').click();
  await expect(button(app, 'Stop')).toBeHidden();
  await expect(completions(app)).toHaveCount(9);
});

for (const theme of ['dark', 'light'] as const) {
  test(`has no accessibility faults in the room, in the ${theme} theme at 1024×700`, async ({ app }) => {
    await app.emulateMedia({ colorScheme: theme });
    await app.setViewportSize({ width: 1024, height: 700 });
    await enter(app);
    expect(await accessibilityViolations(app)).toEqual([]);
    const overflow = await app.evaluate(() => ({
      x: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      y: document.documentElement.scrollHeight - innerHeight,
    }));
    expect(overflow).toEqual({ x: 0, y: 0 });
  });
}
