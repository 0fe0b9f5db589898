import { accessibilityViolations, button, expect, prediction, test } from './fixtures.ts';

test('orders units as chosen, and keeps their own numbers', async ({ app }) => {
  const tile = app.getByRole('slider', { name: 'Unit in hidden state' });
  await app.getByRole('combobox', { name: 'Units' }).selectOption('weight for 7');
  await tile.focus();
  await app.keyboard.press('ArrowRight');
  const first = await tile.getAttribute('aria-valuenow');
  await app.getByRole('combobox', { name: 'Units' }).selectOption('by number');
  // The unit stays chosen, wherever it is now.
  await expect(tile).toHaveAttribute('aria-valuenow', String(first));
  await app.getByRole('combobox', { name: 'Units' }).selectOption('by similarity');
  await expect(tile).toHaveAttribute('aria-valuenow', String(first));
  expect(await accessibilityViolations(app)).toEqual([]);
});

test('the image shows the saliency of its ink', async ({ app }) => {
  const picture = app.getByRole('img', { name: /^Saliency: ink that speaks for 7/ });
  await expect(picture).toHaveCount(0);
  await button(app, 'Saliency').click();
  await expect(picture).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);
  await button(app, 'Saliency').click();
  await expect(picture).toHaveCount(0);
});

test('a network can be ablated, is measured so, and is back as it was with one click', async ({ app }) => {
  const sure = await prediction(app).innerText();
  await button(app, 'Ablation').click();
  await expect(app.getByText('As trained')).toBeVisible();
  await app.getByRole('combobox', { name: 'Hold' }).selectOption('output gate at 0');
  await expect(app.getByText('Ablation on: not as trained')).toBeVisible();
  await expect(prediction(app)).not.toHaveText(sure);
  expect(await accessibilityViolations(app)).toEqual([]);

  const bar = app.getByRole('region', { name: 'Ablation: run the network without some of its parts' });
  await button(app, 'Test accuracy').click();
  // Nothing leaves the cells, so that all digits get the same answer.
  await expect(bar.getByText(/^(9|10|11)\.\d+%$/)).toBeVisible({ timeout: 30_000 });
  await bar.getByRole('textbox', { name: 'Silence units' }).fill('1-128');
  await expect(bar.getByText(/^(9|10|11)\.\d+%$/)).toHaveCount(0);

  // A second click ends it, and so does another ablation.
  await button(app, 'Test accuracy').click();
  await button(app, 'Cancel measuring').click();
  await expect(button(app, 'Test accuracy')).toBeVisible();
  await button(app, 'Test accuracy').click();
  await bar.getByRole('textbox', { name: 'Silence units' }).fill('1-20');
  await expect(button(app, 'Test accuracy')).toBeVisible();
  await expect(bar.getByText(/^\d+\.\d+%$/)).toHaveCount(0);

  await button(app, 'Reset ablation').click();
  await expect(app.getByText('As trained')).toBeVisible();
  await expect.poll(() => prediction(app).innerText()).toBe(sure);
});
