import { accessibilityViolations, button, expect, prediction, test } from './fixtures.ts';

for (const theme of ['dark', 'light'] as const) {
  for (const size of [
    { width: 1280, height: 800 },
    { width: 1024, height: 700 },
  ]) {
    test(`nothing stands in a person's way in the ${theme} theme at ${size.width}×${size.height}`, async ({ app }) => {
      await app.emulateMedia({ colorScheme: theme });
      await app.setViewportSize(size);
      await expect(app.locator('html')).toHaveAttribute('data-theme', theme);
      expect(await accessibilityViolations(app)).toEqual([]);
      const overflow = await app.evaluate(() => ({
        x: document.documentElement.scrollWidth - innerWidth,
        y: document.documentElement.scrollHeight - innerHeight,
      }));
      expect(overflow).toEqual({ x: 0, y: 0 });
    });
  }
}

test('dialogs and the settings drawer stand in nobody’s way either', async ({ app }) => {
  for (const name of ['Settings', 'About']) {
    await button(app, name).click();
    expect(await accessibilityViolations(app)).toEqual([]);
    await app.keyboard.press('Escape');
  }
});

test('everything can be done with the keyboard alone', async ({ app }) => {
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 80; presses++) {
      await app.keyboard.press('Tab');
      const focused = app.locator(':focus');
      if ((await focused.count()) === 0) continue;
      const found = await focused.evaluate(
        (element) => element.getAttribute('aria-label') ?? element.textContent.trim(),
      );
      if (found.startsWith(name)) return;
    }
    throw new Error(`The Tab key never reaches “${name}”.`);
  };
  await tabTo('Train');
  await app.keyboard.press('Enter');
  await expect(button(app, 'Pause')).toBeEnabled();
  await tabTo('Pause');
  await app.keyboard.press('Enter');
  await expect(button(app, 'Train')).toBeEnabled();
  await tabTo('Drawing pad');
  await app.keyboard.press('Delete');
  await expect(prediction(app)).toHaveText('Nothing drawn');
});

test('speaks Korean when asked to', async ({ app }) => {
  await button(app, 'Settings').click();
  await app.getByLabel('Language').selectOption('ko');
  await expect(app.locator('html')).toHaveAttribute('lang', 'ko');
  await app.keyboard.press('Escape');
  expect(await accessibilityViolations(app)).toEqual([]);
});
