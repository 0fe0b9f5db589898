/** The presenter's view: large type and tiles on a projector, and a pointer that the keyboard moves. */

import type { Locator, Page } from '@playwright/test';
import { cutTexts, smallTargets, tooWide } from '../accessibility/beyond-axe.ts';
import { axeFaults } from '../accessibility/axe.ts';
import { focusWalk } from '../accessibility/focus.ts';
import { looks, resize, wear } from '../accessibility/looks.ts';
import { smallTexts } from '../accessibility/smallest-type.ts';
import { treeFaults } from '../accessibility/tree.ts';
import { accessibilityViolations, button, draw, expect, prediction, test, trainAndPause, written } from './fixtures.ts';

const large = { width: 1920, height: 1080 };
const small = { width: 1024, height: 768 };

const view = (page: Page) => page.locator('html[data-presenting]');
const readout = (page: Page) => page.locator('.readout');
const ring = (page: Page) => page.locator('.ring');
const tile = (page: Page, name: string) => page.getByRole('slider', { name: `Unit in ${name}` });

async function box(part: Locator) {
  const found = await part.boundingBox();
  if (!found) throw new Error('It is not visible.');
  return found;
}

/** From the Lab; the focus is in the picture. */
async function present(page: Page): Promise<void> {
  await page.keyboard.press('Alt+R');
  await expect(view(page)).toBeAttached();
  await expect(readout(page)).toBeVisible();
}

/** What is wrong with the view in a window, for reading it from afar. */
async function faults(page: Page, type: number): Promise<string[]> {
  const outside = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        '.presenter button, .presenter [role=slider], .presenter canvas, .readout, .sentence',
      ),
    ]
      .filter((part) => {
        const { top, left, right, bottom } = part.getBoundingClientRect();
        return top < -0.5 || left < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5;
      })
      .map((part) => `outside: ${part.tagName} ${part.getAttribute('aria-label') ?? part.textContent.trim()}`),
  );
  const wide = await tooWide(page);
  return [
    ...(await smallTexts(page, type)),
    ...(await cutTexts(page)),
    ...(await smallTargets(page)),
    ...outside,
    ...(wide > 0 ? [`${wide} px too wide`] : []),
  ];
}

for (const [size, type, least] of [
  [large, 18, 384],
  [small, 14, 160],
] as const) {
  test(`is read from the last row at ${size.width}×${size.height}, with and without a lesson`, async ({ app }) => {
    await resize(app, size);
    const before = (await box(tile(app, 'cell state'))).width;
    await present(app);
    await expect(prediction(app)).toHaveText(/^7/);
    for (const look of looks) {
      await wear(app, look);
      expect(await faults(app, type), `${look.theme} ${look.language}`).toEqual([]);
      expect(await accessibilityViolations(app), `${look.theme} ${look.language}`).toEqual([]);
      await app.keyboard.press('Alt+L');
      await expect(app.locator('.sentence')).toBeVisible();
      await app.keyboard.press('PageDown');
      expect(await faults(app, type), `lesson, ${look.theme} ${look.language}`).toEqual([]);
      expect(await accessibilityViolations(app), `lesson, ${look.theme} ${look.language}`).toEqual([]);
      await app.keyboard.press('Alt+L');
    }
    await wear(app, { theme: 'light', language: 'en' });
    const { width } = await box(tile(app, 'cell state'));
    expect(width).toBeGreaterThanOrEqual(least);
    expect(width).toBeGreaterThan(2 * before);
    await button(app, 'c cell state').click();
    expect(await faults(app, type)).toEqual([]);
    const whole = await box(tile(app, 'cell state'));
    expect(whole.width).toBeGreaterThan(1.8 * width);
    const units = Number(await tile(app, 'cell state').getAttribute('aria-valuemax'));
    expect(whole.width % units).toBe(0);
    expect(whole.height % 28).toBe(0);
    // On whole pixels, so that every row and column is sharp.
    expect([whole.x % 1, whole.y % 1]).toEqual([0, 0]);
    test.info().annotations.push({
      type: 'figures',
      description: `128 units: ${before} px in the Lab, ${width} px presented, ${whole.width}×${whole.height} px alone`,
    });
  });
}

test('moves the pointer by keys, says what is under it, and enlarges its tile', async ({ app }) => {
  await resize(app, large);
  await app.getByRole('combobox', { name: 'Units' }).selectOption('by number');
  await present(app);
  await expect(ring(app)).toHaveCount(0);
  await app.keyboard.press('l');
  await expect(ring(app)).toBeVisible();
  await app.keyboard.press('Shift+Home');
  await expect(readout(app)).toContainText('unit 1, row 28');
  await expect(readout(app)).toHaveText(/^cell state.*c = f·cₜ₋₁ \+ i·g = /);
  await app.keyboard.press('ArrowRight');
  await app.keyboard.press('Shift+ArrowRight');
  await app.keyboard.press('ArrowUp');
  await expect(readout(app)).toContainText('unit 10, row 27');
  await app.keyboard.press('PageUp');
  await expect(readout(app)).toContainText('unit 10, row 20');
  await app.keyboard.press('Home');
  await app.keyboard.press('Shift+End');
  await expect(readout(app)).toContainText('unit 128, row 1');
  // The ring is around the cell, and large.
  const [around, memory] = [await box(ring(app)), await box(tile(app, 'cell state'))];
  expect(around.width).toBeGreaterThan(60);
  expect(around.x + around.width / 2).toBeCloseTo(memory.x + memory.width * (127.5 / 128), 0);
  expect(around.y + around.height / 2).toBeCloseTo(memory.y + memory.height * (0.5 / 28), 0);

  await app.keyboard.press('t');
  await expect(readout(app)).toHaveText(/^output gate.*o = σ\(U·x \+ W·hₜ₋₁ \+ b\) = /);
  await app.keyboard.press('Enter');
  await expect(tile(app, 'output gate')).toBeVisible();
  await expect(app.getByRole('slider', { name: /^Unit in / })).toHaveCount(1);
  await app.keyboard.press('Shift+T');
  await expect(tile(app, 'cell state')).toBeVisible();
  await expect(ring(app)).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(app.getByRole('slider', { name: /^Unit in / })).toHaveCount(6);
  await app.keyboard.press('l');
  await expect(ring(app)).toHaveCount(0);

  await app.keyboard.press('Escape');
  await expect(view(app)).toHaveCount(0);
  await expect(button(app, 'Present')).toBeFocused();
});

test('the mouse moves the pointer, and leaves it where it clicked', async ({ app }) => {
  await resize(app, large);
  await button(app, 'Present').click();
  await button(app, 'Pointer').click();
  const gate = await box(tile(app, 'forget gate'));
  await app.mouse.move(gate.x + gate.width * 0.4, gate.y + gate.height * (9.5 / 28));
  await expect(readout(app)).toHaveText(/^forget gate.*row 10/);
  await app.mouse.down();
  await app.mouse.up();
  await app.mouse.move(40, 20);
  await expect(readout(app)).toHaveText(/^forget gate.*row 10/);
  await app.keyboard.press('ArrowDown');
  await expect(readout(app)).toHaveText(/^forget gate.*row 11/);
});

test('steps through a lesson sentence by sentence, lighting what each speaks of', async ({ app }) => {
  await resize(app, large);
  await app.keyboard.press('Alt+4');
  await app.getByRole('button', { name: /LSTM: a memory with gates/ }).click();
  await app.keyboard.press('Alt+R');
  const sentence = app.locator('.sentence');
  await expect(sentence).toHaveText('How can a network remember something over many rows?');
  await expect(app.locator('[data-lit]')).toHaveCount(0);
  await app.keyboard.press('n');
  await expect(sentence).toContainText('The forget gate');
  await expect(tile(app, 'forget gate')).toHaveAttribute('data-lit');
  await app.keyboard.press('PageDown');
  await expect(tile(app, 'input gate')).toHaveAttribute('data-lit');
  await expect(app.locator('[data-lit]')).toHaveCount(1);
  await app.keyboard.press('Shift+N');
  await expect(tile(app, 'forget gate')).toHaveAttribute('data-lit');
  // A large tile gives way to the one that is spoken of.
  await app.keyboard.press('Enter');
  await app.keyboard.press('n');
  await expect(tile(app, 'input gate')).toHaveAttribute('data-lit');
  await expect(app.getByRole('slider', { name: /^Unit in / })).toHaveCount(1);
  await app.keyboard.press('Escape');
  await app.keyboard.press('Escape');
  await expect(view(app)).toHaveCount(0);
  await expect(app.getByRole('complementary', { name: 'Lesson' })).toBeVisible();
  await expect(app.locator('[data-lit]')).toHaveCount(0);
});

test('shows training from the first guess on, and digits that the class draws', async ({ app, host }) => {
  await resize(app, small);
  await present(app);
  await draw(app, ...written.one);
  await expect(prediction(app)).toHaveText(/^1/);
  await button(app, 'Clear').click();
  await app.keyboard.press('Alt+R');
  await trainAndPause(app, host.userData);
  await present(app);
  await expect(app.getByRole('slider', { name: 'Moment of training' })).toBeVisible();
  expect(await faults(app, 14)).toEqual([]);
  await app.getByRole('slider', { name: 'Moment of training' }).press('Home');
  await expect(app.getByText(/^Step 0 of/)).toBeVisible();
  expect(await faults(app, 14)).toEqual([]);
});

test('fills the screen on request, and is the same without', async ({ app }) => {
  await present(app);
  const fill = button(app, 'Full screen');
  await fill.click();
  await expect(fill).toHaveAttribute('aria-pressed', 'true');
  await fill.click();
  await expect(fill).toHaveAttribute('aria-pressed', 'false');
  await button(app, 'Leave the presenter’s view').click();
  await expect(view(app)).toHaveCount(0);
});

test('is used by key and by ear, also zoomed to 200 %', async ({ app }) => {
  test.slow();
  const walked: string[] = [];
  await present(app);
  await app.keyboard.press('l');
  await app.keyboard.press('Alt+L');
  await app.keyboard.press('PageDown');
  for (const size of [
    { width: 1024, height: 700 },
    { width: 640, height: 400 },
  ]) {
    await resize(app, size);
    const stops = await focusWalk(app);
    for (const { name, faults } of stops) for (const fault of faults) walked.push(`${size.width}: ${name} ${fault}`);
    expect(stops.length).toBeGreaterThan(20);
    expect(await axeFaults(app)).toEqual([]);
    expect(await cutTexts(app)).toEqual([]);
    expect(await tooWide(app)).toBe(0);
  }
  expect(walked).toEqual([]);
  expect((await treeFaults(app)).faults).toEqual([]);
});

test('has room for every sentence of the course on a small projector, in both languages', async ({ app }) => {
  test.slow();
  await resize(app, small);
  await present(app);
  await app.keyboard.press('Alt+L');
  const sentence = app.locator('.sentence');
  for (const { language, theme } of [looks[0], looks[1]]) {
    await wear(app, { language, theme });
    const key = language === 'en' ? 'PageDown' : 'PageUp';
    let steps = 0;
    for (let before = ''; before !== (await sentence.innerText()); steps++) {
      before = await sentence.innerText();
      expect(await faults(app, 14), before).toEqual([]);
      await app.keyboard.press(key);
    }
    expect(steps).toBeGreaterThan(50);
  }
});
