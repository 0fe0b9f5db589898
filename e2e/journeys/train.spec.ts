import { button, expect, prediction, test } from './fixtures.ts';

test('a person trains from scratch, sees the loss move, pauses, steps and goes on', async ({ app }) => {
  await expect(app.getByText('60,000 digits')).toBeVisible();
  await button(app, 'Train').click();
  await expect(button(app, 'Pause')).toBeEnabled();
  const stepsDone = async () =>
    Number(/step ([\d,]+)/i.exec(await app.locator('body').innerText())?.[1]?.replaceAll(',', ''));
  await expect.poll(stepsDone).toBeGreaterThan(5);
  await button(app, 'Pause').click();
  await expect(button(app, 'Train')).toBeEnabled();
  const paused = await stepsDone();
  await button(app, 'Step').click();
  await expect.poll(stepsDone).toBe(paused + 1);
  await button(app, 'Train').click();
  await expect.poll(stepsDone).toBeGreaterThan(paused + 5);
  await button(app, 'Pause').click();
});

test('the loss falls while training, and its table has the numbers', async ({ app }) => {
  await button(app, 'Train').click();
  await app.waitForTimeout(12_000);
  await button(app, 'Pause').click();
  await app.getByRole('button', { name: 'Loss: numbers as a table' }).click();
  const rows = app.getByRole('dialog').getByRole('row');
  const loss = async (row: number) => Number(await rows.nth(row).getByRole('cell').first().innerText());
  const first = await loss(1);
  const last = await loss((await rows.count()) - 1);
  expect(first).toBeGreaterThan(2);
  expect(last).toBeLessThan(first - 0.2);
});

test('restart gives fresh weights at once, and they can be exchanged for the old ones again', async ({ app }) => {
  await button(app, 'Restart').click();
  await expect(app.getByText(/step 0/i).first()).toBeVisible();
  await app.getByRole('button', { name: 'Bring back' }).click();
  await expect(prediction(app)).toHaveText(/^7/);
  await expect(app.getByText(/pretrained/i).first()).toBeVisible();
});
