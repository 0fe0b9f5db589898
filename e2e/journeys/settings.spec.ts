import { accessibilityViolations, button, expect, stepsDone, test, trainButton } from './fixtures.ts';
import type { Locator, Page } from '@playwright/test';

const drawer = (app: Page): Locator => app.getByRole('dialog', { name: 'Settings' });
const setting = (app: Page, name: string): Locator => drawer(app).getByLabel(name, { exact: true });
const restart = (app: Page): Locator => button(app, 'Restart with these settings');

test('shows only settings with an influence on the chosen cell, with its sizes', async ({ app }) => {
  await button(app, 'Settings').click();
  await expect(drawer(app)).toContainText('81,674 weights');
  await expect(drawer(app)).toContainText('U 512×28 · W 512×128 · V 10×128');
  await expect(setting(app, 'Activation')).toHaveCount(0);
  await setting(app, 'Cell').selectOption('rnn');
  await expect(setting(app, 'Activation')).toBeVisible();
  await setting(app, 'Cell').selectOption('gru');
  await expect(drawer(app)).toContainText('61,578 weights');
  await setting(app, 'Cell').selectOption('transformer');
  await expect(setting(app, 'Heads')).toBeVisible();
  await expect(setting(app, 'Truncated BPTT')).toHaveCount(0);
  await setting(app, 'Optimizer').selectOption('adamw');
  await expect(setting(app, 'Weight decay')).toHaveValue('0.01');
  expect(await accessibilityViolations(app)).toEqual([]);
});

test('reports a wrong setting at its field, and restarts only once it is fixed', async ({ app }) => {
  await button(app, 'Settings').click();
  await setting(app, 'Cell').selectOption('transformer');
  await setting(app, 'Heads').fill('5');
  await expect(setting(app, 'Heads')).toHaveAccessibleDescription('128 units cannot be divided evenly among 5 heads.');
  await expect(restart(app)).toBeDisabled();
  await setting(app, 'Heads').press('Enter');
  await expect(drawer(app)).toBeVisible();
  await setting(app, 'Heads').fill('8');
  await setting(app, 'Memory window').fill('29');
  await expect(setting(app, 'Memory window')).toHaveAccessibleDescription('A whole number from 0 to 28.');
  await setting(app, 'Memory window').fill('7');
  await setting(app, 'Reading order').selectOption('columns');
  await setting(app, 'Units').fill('16');
  await setting(app, 'Units').press('Enter');
  await expect(app.getByText('Transformer · 1 block · 16 units · 8 heads')).toBeVisible();
  await expect(app.getByText('columns → · last 7 columns · 60,000 digits')).toBeVisible();
});

test('changes the learning rate during training, and marks it in the charts', async ({ app }) => {
  await button(app, 'Settings').click();
  await setting(app, 'Units').fill('32');
  await setting(app, 'Schedule').selectOption('constant');
  await restart(app).click();
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(5);
  await app.getByLabel('Chart', { exact: true }).first().selectOption('learningRate');
  await app.getByRole('button', { name: /^÷10/ }).click();
  await expect(app.getByText(/^Changed by hand at step \d+\.$/)).toBeAttached();
  await expect(app.getByRole('img', { name: /^Learning rate.* 0\.0004$/ })).toBeVisible();
  await app.getByRole('textbox', { name: 'Learning rate now' }).fill('0.002');
  await button(app, 'Set this learning rate').click();
  await expect(app.getByRole('img', { name: /^Learning rate.* 0\.002$/ })).toBeVisible();
  await button(app, 'Pause').click();
});

test('says that training exploded, shows no nonsense, and goes on with clipping at a click', async ({ app }) => {
  await button(app, 'Settings').click();
  await setting(app, 'Cell').selectOption('rnn');
  await setting(app, 'Activation').selectOption('relu');
  await setting(app, 'Units').fill('32');
  await setting(app, 'Optimizer').selectOption('sgd');
  await setting(app, 'Learning rate').fill('1');
  await setting(app, 'Schedule').selectOption('constant');
  // Without augmentation: with it, it happens to die instead.
  await setting(app, 'Augmentation').selectOption('none');
  await setting(app, 'Clip norm').fill('0');
  await restart(app).click();
  await trainButton(app).click();
  await expect(app.getByRole('alert')).toContainText('Training exploded', { timeout: 30_000 });
  await expect(app.getByText('NaN')).toHaveCount(0);
  await button(app, 'Restart with clipping at 1').click();
  await expect(app.getByRole('alert')).toHaveCount(0);
  await app.getByLabel('Chart', { exact: true }).first().selectOption('gradientNorm');
  await expect(app.getByText(/lipped.*\d+ steps|of the last \d+ steps/)).toBeVisible();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(20);
});

test('ends a run at its target accuracy, and says after which epoch', async ({ app }) => {
  await button(app, 'Settings').click();
  await setting(app, 'Cell').selectOption('rnn');
  await setting(app, 'Units').fill('16');
  await setting(app, 'Target accuracy, %').fill('20');
  await restart(app).click();
  await trainButton(app).click();
  await expect(app.getByText('reached 20% after epoch 1')).toBeVisible({ timeout: 60_000 });
  await expect(trainButton(app)).toBeEnabled();
});
