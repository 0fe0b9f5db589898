import { accessibilityViolations, button, expect, prediction, test, trainButton } from './fixtures.ts';

test('leads from a cell of the confusion matrix to its digits, and from there to the score', async ({ app }) => {
  await app.keyboard.press('Alt+2');
  await expect(app.getByText('Answers of the pretrained network')).toBeVisible();
  await expect(app.getByRole('gridcell', { name: /read as/ })).toHaveCount(100);
  await expect(app.getByText('10,000 of 10,000 digits')).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);

  const cell = app.getByRole('gridcell', { name: /^9 read as 4, wrong: [1-9]/ });
  const count = Number(/\d+$/.exec((await cell.getAttribute('aria-label')) ?? '')?.[0]);
  await cell.click();
  const digits = app.getByRole('listbox', { name: 'Test digits' });
  await expect(digits.getByRole('option')).toHaveCount(count);
  await expect(digits.getByRole('option').first()).toHaveAccessibleName(/label 9, misread as 4/);
  await expect(digits.getByRole('option').first()).toContainText('✗ 9 → 4');
  await cell.press('ArrowLeft');
  await expect(app.getByRole('combobox', { name: 'Answer' })).toHaveValue('3');
  await app.keyboard.press('ArrowRight');

  await digits.focus();
  await app.keyboard.press('End');
  await expect(app.getByRole('region', { name: 'The chosen digit' })).toContainText('Misread as 4');
  expect(await accessibilityViolations(app)).toEqual([]);
  await app.keyboard.press('Enter');
  await expect(prediction(app)).toHaveText(/^4/);
});

test('walks through all ten thousand by keyboard, sorts them and shows them as a table', async ({ app }) => {
  await app.getByRole('link', { name: 'Digits' }).click();
  const digits = app.getByRole('listbox', { name: 'Test digits' });
  await expect(app.getByText('10,000 of 10,000 digits')).toBeVisible();
  await digits.focus();
  await app.keyboard.press('End');
  const chosen = app.getByRole('region', { name: 'The chosen digit' });
  await expect(chosen).toContainText('Digit 9999');
  await expect(digits.locator('[aria-selected="true"]')).toBeInViewport();
  await app.keyboard.press('Home');
  await expect(chosen).toContainText('Digit 0');
  await app.getByRole('combobox', { name: 'Sort' }).selectOption('surest mistakes first');
  await expect(digits.getByRole('option').first()).toContainText('✗');
  await button(app, 'Shown digits: numbers as a table').click();
  await expect(app.getByRole('dialog').getByRole('columnheader', { name: 'p(label)' })).toBeVisible();
  await app.keyboard.press('Escape');
  await button(app, 'Show all').click();
  await expect(app.getByText('10,000 of 10,000 digits')).toBeVisible();
});

test('says when answers are of earlier weights, and counts them again when training rests', async ({ app }) => {
  await app.keyboard.press('Alt+2');
  await expect(app.getByText('Answers of the pretrained network')).toBeVisible();
  await trainButton(app).click();
  const stale = app.getByText(/^Answers of (step \d+\. The weights have changed since|a network that was replaced)\.$/);
  await expect(stale).toBeVisible();
  await button(app, 'Read again').click();
  await expect(app.getByText(/^Answers of step \d+\. The weights have changed since\.$/)).toBeVisible();
  await button(app, 'Pause').click();
  await expect(app.getByText(/^Answers of the current weights, step \d+$/)).toBeVisible();
});
