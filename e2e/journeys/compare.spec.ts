import type { Page } from '@playwright/test';
import { expect, accessibilityViolations, test } from './fixtures.ts';

/** With a real experiment, the shortest. */
async function runClipping(app: Page) {
  await app.getByRole('link', { name: 'Compare' }).click();
  await app.getByRole('button', { name: 'Run: What does clipping save?' }).click();
  await expect(app.getByRole('button', { name: 'Stop' })).toBeVisible();
  await expect(app.getByRole('button', { name: 'Stop' })).toBeHidden({ timeout: 60_000 });
}

test('says what an empty room is for', async ({ app }) => {
  await app.keyboard.press('Alt+3');
  await expect(app.getByRole('heading', { name: 'Compare networks side by side' })).toBeVisible();
  await expect(app.getByRole('heading', { name: 'Ready-made experiments' })).toBeVisible();
});

test('runs an experiment, shows it, and renames, hides and deletes its runs', async ({ app }) => {
  test.slow();
  await runClipping(app);
  const runs = app.getByRole('region', { name: 'Runs' });
  await expect(runs.getByRole('listitem')).toHaveCount(5);
  await expect(runs.getByText(/exploded at step \d+/)).toBeVisible();
  await expect(app.getByRole('img', { name: /^Loss, chart/ })).toBeVisible();
  await expect(app.getByRole('img', { name: /^Gradient norm, chart/ })).toBeVisible();

  const name = runs.getByRole('textbox', { name: 'Name of the run' }).first();
  await name.fill('bold');
  await name.press('Enter');
  await expect(app.getByRole('img', { name: /^Loss, chart.*bold/ })).toBeVisible();

  await runs.getByRole('checkbox', { name: 'Show bold' }).uncheck();
  await expect(app.getByRole('img', { name: /^Loss, chart.*bold/ })).toBeHidden();

  await runs.getByRole('button', { name: 'Delete bold' }).click();
  await runs.getByRole('button', { name: 'Delete bold: Really delete?' }).click();
  await expect(runs.getByRole('listitem')).toHaveCount(4);

  await expect(runs.getByRole('heading', { name: 'What does clipping save?' })).toBeVisible();
  await runs.getByRole('button', { name: 'Hide all' }).click();
  await expect(runs.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await app.getByRole('button', { name: 'Show the results: What does clipping save?' }).click();
  await expect(runs.getByRole('checkbox', { checked: true })).toHaveCount(4);
  await expect(
    app.getByRole('button', { name: 'Run again and replace the results: What does clipping save?' }),
  ).toBeEnabled();

  await app.getByRole('combobox', { name: 'Chart' }).first().selectOption('Gradient flow ‖∂L/∂h‖');
  await app.getByRole('button', { name: 'Gradient flow ‖∂L/∂h‖: numbers as a table' }).click();
  await expect(app.getByRole('dialog').getByRole('columnheader', { name: 'steps back from the answer' })).toBeVisible();
  await app.keyboard.press('Escape');

  await app.getByRole('button', { name: 'One digit, two networks' }).click();
  const scores = app.getByRole('region', { name: /reads the digit$/ });
  await expect(scores).toHaveCount(2);
  await expect(scores.first().getByText(/^(right|wrong: the label is 7)$/)).toBeVisible();
  await app.getByRole('button', { name: 'Next test digit' }).click();
  await expect(scores.first().getByText(/^(right|wrong: the label is 2)$/)).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);
});

test('keeps the results of an experiment that is run again and stopped, and says that it was stopped', async ({
  app,
}) => {
  test.slow();
  await runClipping(app);
  const runs = app.getByRole('region', { name: 'Runs' });
  const outcomes = await runs.locator('[aria-description="test accuracy"]').allTextContents();
  await app.getByRole('button', { name: /^Run again/ }).click();
  await runs.getByRole('button', { name: 'Stop all' }).click();
  await expect(app.getByText('Comparison stopped; 0 runs have finished.')).toBeAttached();
  await expect(runs.getByRole('listitem')).toHaveCount(5);
  await expect(runs.getByRole('checkbox', { checked: true })).toHaveCount(5);
  expect(await runs.locator('[aria-description="test accuracy"]').allTextContents()).toEqual(outcomes);
  await expect(runs.getByText('5 of 24')).toBeVisible();
});

test('adds the Lab’s settings, and stops a run that takes too long', async ({ app }) => {
  await app.getByRole('link', { name: 'Compare' }).click();
  await app.getByRole('button', { name: 'Add the Lab’s settings' }).click();
  const runs = app.getByRole('region', { name: 'Runs' });
  await expect(runs.getByRole('progressbar')).not.toHaveJSProperty('value', 0);
  await app.getByRole('button', { name: 'Stop' }).click();
  await expect(runs.getByText('stopped')).toBeVisible();
});
