import { accessibilityViolations, expect, test } from './fixtures.ts';

test('another language is chosen by hand, marked as a draft, and English where it has no text', async ({ app }) => {
  await app.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
  const language = app.getByLabel('Language');
  await language.selectOption('日本語 (下書き)');
  await expect(app.locator('html')).toHaveAttribute('lang', 'ja');
  await expect(app.getByRole('heading', { name: '設定' })).toBeVisible();
  await expect(app.getByLabel('学習率', { exact: true })).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);
  await app.keyboard.press('Escape');
  await expect(app.getByRole('slider', { name: '忘却ゲート のユニット' })).toBeVisible();
  await expect(app.getByRole('group', { name: '予測' })).toHaveText(/^7/);

  await app.keyboard.press('Alt+4');
  await expect(app.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  await app.reload();
  await expect(app.locator('html')).toHaveAttribute('lang', 'ja');
});
