import type { Given } from '../hosts/host.ts';
import { accessibilityViolations, button, draw, expect, prediction, test, written } from './fixtures.ts';
import { keep, openMyDigits, sevenTo } from './kept-digits.ts';

test('keeps a corrected drawing, shows it among my digits, and relabels, removes and brings it back', async ({
  app,
}) => {
  await openMyDigits(app);
  await expect(app.getByRole('heading', { name: 'You have not kept any digits yet.' })).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);
  await button(app, 'Draw one').click();

  await keep(app, written.seven[0], '1');
  await keep(app, written.one[0], '1');
  expect(await accessibilityViolations(app)).toEqual([]);
  await openMyDigits(app);
  const digits = app.getByRole('listbox', { name: 'My digits' }).getByRole('option');
  await expect(digits).toHaveCount(2);
  await expect(app.getByText('1 of 2 right')).toBeVisible();
  await expect(digits.first()).toHaveAccessibleName(/label 1, misread as 7/);
  await app.getByRole('checkbox', { name: 'Wrong only' }).check();
  await expect(digits).toHaveCount(1);

  await digits.first().click();
  const chosen = app.getByRole('region', { name: 'The chosen digit' });
  await expect(chosen).toContainText('Misread as 7');
  expect(await accessibilityViolations(app)).toEqual([]);
  await chosen.getByRole('combobox', { name: 'Label' }).selectOption('7');
  await expect(app.getByText('2 of 2 right')).toBeVisible();
  await app.getByRole('checkbox', { name: 'Wrong only' }).uncheck();

  await digits.first().click();
  await button(app, 'Remove').click();
  await expect(digits).toHaveCount(1);
  await button(app, 'Bring back').click();
  await expect(digits).toHaveCount(2);
  await expect(digits.first()).toHaveAccessibleName(/label 7, read correctly/);

  await app.getByRole('listbox', { name: 'My digits' }).focus();
  await app.keyboard.press('Home');
  await app.keyboard.press('Enter');
  await expect(prediction(app)).toHaveText(/^7/);
  await button(app, 'Clear').click();
  await expect(prediction(app)).toHaveText('Nothing drawn');
});

test('keeps an unsure answer only once the person has chosen it', async ({ app }) => {
  await button(app, 'Step').click();
  await draw(app, ...written.seven);
  await expect(prediction(app)).toHaveText(/not sure/);
  const group = app.getByRole('group', { name: 'Keep this drawing' });
  const label = group.getByRole('combobox', { name: 'This is' });
  await expect(label).toHaveValue('');
  await expect(group.getByRole('button', { name: 'Keep' })).toHaveAttribute('aria-disabled', 'true');
  await label.selectOption('7');
  await group.getByRole('button', { name: 'Keep' }).press('Enter');
  await expect(group.getByRole('status')).toHaveText(/^1 kept$/);
});

test('imports an export into an empty set, and refuses other files in a sentence', async ({ app, host }) => {
  await keep(app, sevenTo(0.4), '7');
  await keep(app, sevenTo(0.5), '2');
  await openMyDigits(app);
  const digits = app.getByRole('listbox', { name: 'My digits' }).getByRole('option');
  await expect(digits).toHaveCount(2);
  const exported = await host.saved(app, () => button(app, 'Export').click());
  expect(exported.name).toBe('my-digits.zip');

  for (const left of [1, 0]) {
    await digits.first().click();
    await button(app, 'Remove').click();
    await expect(digits).toHaveCount(left);
  }
  const choose = async ({ name, bytes: buffer }: Given) => {
    const chooser = app.waitForEvent('filechooser');
    await button(app, 'Import …').click();
    await (await chooser).setFiles({ name, mimeType: 'application/zip', buffer });
  };
  await choose(exported);
  await expect(app.getByText('Added: 2. Already there: 0.')).toBeVisible();
  await expect(digits).toHaveCount(2);
  await expect(digits.nth(1)).toHaveAccessibleName(/label 2/);
  await choose(exported);
  await expect(app.getByText('Added: 0. Already there: 2.')).toBeVisible();
  await choose({ name: 'other.zip', bytes: Buffer.from('no zip at all') });
  await expect(app.getByRole('alert')).toContainText('other.zip holds no digits that can be added.');
});

test('fine-tunes the pretrained network on my digits, measures it before and after, and brings it back', async ({
  app,
}) => {
  // It learns for a minute on an idle machine.
  test.slow();
  await openMyDigits(app);
  await button(app, 'Fine-tune …').click();
  const dialog = app.getByRole('dialog', { name: 'Fine-tune on my digits' });
  await expect(dialog).toContainText('Fine-tuning needs at least 10 of your digits; you have 0.');
  await expect(button(app, 'Fine-tune')).toHaveAttribute('aria-disabled', 'true');
  await app.keyboard.press('Escape');

  for (let x = 0; x < 11; x++) await keep(app, sevenTo(0.3 + x / 40), '7');
  await openMyDigits(app);
  await button(app, 'Fine-tune …').click();
  expect(await accessibilityViolations(app)).toEqual([]);
  await button(app, 'Fine-tune').click();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await expect(dialog.getByRole('row', { name: /^Test digits of MNIST 99\.\d\d% 9/ })).toBeVisible({
    timeout: 240_000,
  });
  await button(app, 'Cancel').click();
  await expect(dialog.getByRole('status')).toHaveText('Cancelled. The network is unchanged.', { timeout: 240_000 });

  await button(app, 'Fine-tune again').click();
  await expect(dialog.getByRole('status')).toHaveText('Done. The fine-tuned network is reading now.', {
    timeout: 420_000,
  });
  await expect(dialog.getByRole('row', { name: /^Mine, held back \(2\) \d+% 100%$/ })).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);
  await expect(app.getByText('Fine-tuned · test accuracy')).toBeVisible();
  await button(app, 'Bring back the previous network').click();
  await expect(app.getByText('Pretrained · test accuracy')).toBeVisible();
  await expect(dialog.getByRole('status')).toHaveText(/another network has replaced the fine-tuned one/);
});
