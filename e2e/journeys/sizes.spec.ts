/** Small and large windows: what is in sight, what a finger can hit, and how much room the units have. */

import type { Page } from '@playwright/test';
import { smallTargets, tooWide } from '../accessibility/beyond-axe.ts';
import { button, draw, expect, isWindow, test, trainAndPause, written } from './fixtures.ts';

const rooms = [1, 2, 3, 4, 5, 6];
const telephone = { width: 390, height: 844 };

test('has no target smaller than 24 pixels in any room, and no room wider than the window', async ({ app }) => {
  for (const size of [telephone, { width: 1024, height: 700 }]) {
    await app.setViewportSize(size);
    for (const room of rooms) {
      await app.keyboard.press(`Alt+${room}`);
      await expect(app.locator('main')).toBeVisible();
      expect(await smallTargets(app), `room ${room} at ${size.width}`).toEqual([]);
      expect(await tooWide(app), `room ${room} at ${size.width}`).toBe(0);
    }
    await app.keyboard.press('Alt+1');
  }
});

test('shows image, answer, the chosen tile and the gradient on a telephone without scrolling', async ({ app }) => {
  await app.setViewportSize(telephone);
  const parts = [
    app.getByLabel('Drawing pad'),
    app.getByRole('img', { name: 'Probabilities of the digits after each row' }),
    app.getByRole('slider', { name: 'Unit in cell state' }),
    app.getByRole('img', { name: /^Gradient norm on a logarithmic scale/ }),
  ];
  for (const part of parts) await expect(part).toBeInViewport({ ratio: 1 });
  await button(app, 'f forget gate').click();
  await expect(app.getByRole('slider', { name: 'Unit in forget gate' })).toBeInViewport({ ratio: 1 });
  await expect(app.getByRole('slider', { name: 'Unit in cell state' })).toHaveCount(0);
});

test('shows all tiles side by side from 1024 pixels on, wider ones in a wider window', async ({ app }) => {
  const widthAt = async (width: number, height: number) => {
    await app.setViewportSize({ width, height });
    await expect(app.getByRole('slider', { name: /^Unit in / })).toHaveCount(6);
    return (await app.getByRole('slider', { name: 'Unit in cell state' }).boundingBox())?.width ?? 0;
  };
  expect(await widthAt(1366, 768)).toBeGreaterThan(90);
  await expect.poll(() => widthAt(1920, 1080)).toBeGreaterThan(155);
  await expect.poll(() => widthAt(2560, 1440)).toBeGreaterThan(220);
  const type = await app.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
  expect(type).toBeGreaterThan(15);
});

test('cuts nothing off under the picture, also beside a lesson and in Korean', async ({ app, host }) => {
  // The shipped network has two layers to choose from, an untrained one is not sure.
  await nothingCutOff(app);
  await draw(app, ...written.seven);
  await trainAndPause(app, host.userData);
  await expect(app.getByText(/^not sure/)).toBeVisible();
  await nothingCutOff(app);
  await button(app, 'Settings').click();
  await app.getByRole('combobox', { name: 'Language' }).selectOption('ko');
  await app.keyboard.press('Escape');
  await nothingCutOff(app);
});

async function nothingCutOff(page: Page): Promise<void> {
  const parts = page.locator(
    '.band > .answer, .band > .digit, .said > [role=group], .score > .player, .score > .legends > div, .score > .tools button',
  );
  for (const isBesideLesson of [true, false]) {
    await page.keyboard.press('Alt+KeyL');
    await expect(page.locator('.lesson-strip')).toHaveCount(isBesideLesson ? 1 : 0);
    for (const [width, height] of [
      [1024, 700],
      [1280, 720],
      [1366, 768],
      [1920, 1080],
    ]) {
      await page.setViewportSize({ width, height });
      const cutOff = () =>
        parts.evaluateAll((all) =>
          all.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent.trim()),
        );
      await expect.poll(cutOff, { message: `${width}×${height}` }).toEqual([]);
    }
  }
}

test('enlarges a tile when two fingers move apart on it', async ({ app }) => {
  test.skip(isWindow(), 'The window has no touch screen; Chromium is given one.');
  const touch = await app.context().newCDPSession(app);
  await touch.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 });
  const tile = await app.getByRole('slider', { name: 'Unit in cell state' }).boundingBox();
  if (!tile) throw new Error('The cell state is not visible.');
  const [x, y] = [tile.x + tile.width / 2, tile.y + tile.height / 2];
  const fingers = (apart: number) => [
    { x: x - 5, y: y - apart / 2, id: 1 },
    { x: x + 5, y: y + apart / 2, id: 2 },
  ];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(40) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(60) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(100) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(app.getByRole('dialog', { name: 'cell state' })).toBeVisible();
});
