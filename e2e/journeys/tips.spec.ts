/** Words at the spot: what each thing of the Lab is, for the pointer, the keyboard and the finger. */

import type { Locator, Page } from '@playwright/test';
import { button, expect, isWindow, stepsDone, test, trainButton } from './fixtures.ts';

const words = (app: Page): Locator => app.getByRole('tooltip');

/** Controls of the room and of the top bar that nothing explains, by name. */
function unexplained(app: Page): Promise<string[]> {
  return app.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('header, main')]
      .flatMap((part) => [...part.querySelectorAll<HTMLElement>('button, select, input, [role=slider], .slot select')])
      .filter((control) => control.checkVisibility({ visibilityProperty: true }) && !control.closest('[popover]'))
      // A tile's words are at its heading, and appear with its focus.
      .filter((control) => !control.closest('[data-tip]') && !control.hasAttribute('aria-description'))
      .map((control) => `${control.localName} ${control.getAttribute('aria-label') ?? control.textContent.trim()}`),
  );
}

test('explains each control, column and chart of the Lab, before and after a training', async ({ app }) => {
  expect(await unexplained(app)).toEqual([]);
  await button(app, 'Ablation').click();
  await button(app, 'Draw').click();
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(2);
  await app.keyboard.press('Alt+P');
  expect(await unexplained(app)).toEqual([]);
});

test('gives the formula of a gate to the pointer, and goes with Escape', async ({ app }) => {
  await expect(words(app)).toBeHidden();
  await app.getByText('o output', { exact: true }).hover();
  await expect(words(app)).toContainText('Share of the memory passed to h');
  await expect(words(app)).toContainText('o = σ(U·x + W·hₜ₋₁ + b)');
  await app.keyboard.press('Escape');
  await expect(words(app)).toBeHidden();
});

test('stays while the pointer is on the words, also over a dialog, and within the window', async ({ app }) => {
  await button(app, 'Settings').click();
  const cell = app.getByRole('dialog', { name: 'Settings' }).getByRole('button', { name: 'Close' });
  await cell.focus();
  await app.keyboard.press('Escape');
  await button(app, 'About').hover();
  await expect(words(app)).toBeVisible();
  const box = await words(app).boundingBox();
  if (!box) throw new Error('The words have no place.');
  const { width, height } = app.viewportSize() ?? { width: 0, height: 0 };
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(width);
  expect(box.y + box.height).toBeLessThanOrEqual(height);
  await app.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
  await app.waitForTimeout(600);
  await expect(words(app)).toBeVisible();
  await app.mouse.move(width / 2, height - 4, { steps: 4 });
  await expect(words(app)).toBeHidden();
});

test('explains to the focus of the keyboard, and is silent once a key acts', async ({ app }) => {
  await app.getByRole('slider', { name: 'Row', exact: true }).focus();
  await app.keyboard.press('Shift+Tab');
  await app.keyboard.press('Tab');
  await expect(words(app)).toContainText('The row that has just been read');
  await app.keyboard.press('ArrowUp');
  await expect(words(app)).toBeHidden();
});

test('gives the numbers of the answer and of the gradient at the pointer', async ({ app }) => {
  const answer = await app.getByRole('img', { name: 'Probabilities of the digits after each row' }).boundingBox();
  const gradient = await app.getByRole('img', { name: /^Gradient norm on a logarithmic scale/ }).boundingBox();
  if (!answer || !gradient) throw new Error('A strip is not visible.');
  await app.mouse.move(answer.x + 7.5 * (answer.width / 10), answer.y + (27.5 / 28) * answer.height);
  await expect(words(app)).toContainText('Row 28 of 28');
  await expect(words(app)).toContainText(/p\(7\) = 99\.\d+\s?%/);
  await app.mouse.move(answer.x + 5, answer.y + (3.5 / 28) * answer.height);
  await expect(words(app)).toContainText('Row 4 of 28');
  await app.mouse.move(gradient.x + 10, gradient.y + (9.5 / 28) * gradient.height);
  await expect(words(app)).toContainText('Row 10 of 28');
  await expect(words(app)).toContainText(/‖∂L\/∂h‖ = \d/);
  await app.mouse.move(answer.x - 40, answer.y - 60, { steps: 3 });
  await expect(words(app).filter({ hasText: 'Row 10 of 28' })).toBeHidden();
});

test('explains to a held finger without pressing what it is on, and to a tap on a symbol', async ({ app }) => {
  test.skip(isWindow(), 'The window has no touch screen; Chromium is given one.');
  const touch = await app.context().newCDPSession(app);
  await touch.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const at = async (place: Locator) => {
    const box = await place.boundingBox();
    if (!box) throw new Error('Nothing to touch.');
    return [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  };
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: await at(button(app, 'Saliency')) });
  await expect(words(app)).toContainText('Colours each pixel');
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(button(app, 'Saliency')).toHaveAttribute('aria-pressed', 'false');
  await expect(words(app)).toBeVisible();

  const symbol = app.getByRole('button', { name: 'p answer so far' });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: await at(symbol) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(words(app)).toContainText('The answer so far');
});

test('keeps the legend at hand while a network trains, at every size', async ({ app }) => {
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(2);
  await app.keyboard.press('Alt+P');
  for (const [width, height] of [
    [1024, 700],
    [1366, 768],
    [1920, 1080],
    [390, 844],
  ] as const) {
    await app.setViewportSize({ width, height });
    await expect(app.getByRole('button', { name: '0 1 f i o p' })).toBeVisible();
    await button(app, 'How to read it').click();
    await expect(app.getByRole('group', { name: 'How to read it' })).toContainText('Share of the old memory kept');
    await app.keyboard.press('Escape');
  }
});
