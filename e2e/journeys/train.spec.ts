import { button, expect, prediction, stepsDone, test, trainButton } from './fixtures.ts';

test('trains from scratch, shows the loss moving, pauses, steps and goes on', async ({ app }) => {
  await expect(app.getByText('60,000 digits')).toBeVisible();
  await trainButton(app).click();
  await expect(button(app, 'Pause')).toBeEnabled();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(5);
  await button(app, 'Pause').click();
  await expect(trainButton(app)).toBeEnabled();
  const paused = await stepsDone(app);
  await button(app, 'Step').click();
  await expect.poll(() => stepsDone(app)).toBe(paused + 1);
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(paused + 5);
  await button(app, 'Pause').click();
});

test('fits everything into the top bar while training in the smallest window, in both languages', async ({ app }) => {
  await app.setViewportSize({ width: 1024, height: 700 });
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(5);
  const tooNarrow = () =>
    app
      .locator('header *:not(.visually-hidden)')
      .evaluateAll((elements) =>
        elements
          .filter(
            (element) => getComputedStyle(element).display !== 'inline' && element.scrollWidth > element.clientWidth,
          )
          .map(({ outerHTML }) => outerHTML),
      );
  expect(await tooNarrow()).toEqual([]);
  await button(app, 'Settings').click();
  await app.getByLabel('Language').selectOption('ko');
  await app.keyboard.press('Escape');
  expect(await tooNarrow()).toEqual([]);
});

test('lowers the loss while training with chosen settings, and has the numbers in its table', async ({ app }) => {
  await button(app, 'Settings').click();
  await app.getByRole('textbox', { name: 'Units' }).fill('32');
  await app.getByLabel('Schedule').selectOption('constant');
  await button(app, 'Restart with these settings').click();
  await expect(app.getByText('LSTM · 32 units')).toBeVisible();
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app), { timeout: 60_000 }).toBeGreaterThan(60);
  await button(app, 'Pause').click();
  await app.getByRole('button', { name: 'Loss: numbers as a table' }).click();
  const rows = app.getByRole('dialog').getByRole('row');
  const loss = async (row: number) => Number(await rows.nth(row).getByRole('cell').first().innerText());
  expect(await loss(1)).toBeGreaterThan(2);
  expect(await loss((await rows.count()) - 1)).toBeLessThan(1.6);
});

test('gives fresh weights on restart, and brings the old ones back', async ({ app }) => {
  await button(app, 'Restart').click();
  await expect(app.getByText(/step 0/i).first()).toBeVisible();
  await app.getByRole('button', { name: 'Bring back' }).click();
  await expect(prediction(app)).toHaveText(/^7/);
  await expect(app.getByText(/pretrained/i).first()).toBeVisible();
});

test('slows down in slow motion, and speeds up again', async ({ app }) => {
  await button(app, 'Slow motion').click();
  await expect(button(app, 'Slow motion')).toHaveAttribute('aria-pressed', 'true');
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(0);
  const before = await stepsDone(app);
  await app.waitForTimeout(2_000);
  // Two steps a second, where full speed does ten.
  expect((await stepsDone(app)) - before).toBeLessThanOrEqual(5);
  await button(app, 'Slow motion').click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(before + 10);
  await button(app, 'Pause').click();
});
