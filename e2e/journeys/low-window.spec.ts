/**
 * A laptop of 1366×768 with pixels enlarged to 125 % leaves the page 1094×574: the whole Lab fits without scrolling.
 */

import type { Locator } from '@playwright/test';
import { button, expect, prediction, stepsDone, test, trainButton } from './fixtures.ts';

const lowSizes = [
  [1366, 768],
  [1280, 720],
  [1024, 640],
  [1094, 574],
] as const;

/** What is painted at `place` other than itself and its ancestors, by a name that helps to find it. */
async function onOrUnder(place: Locator): Promise<string[]> {
  return place.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const found = new Set<string>();
    for (let across = 0.005; across < 1; across += 0.01)
      for (const down of [0.1, 0.5, 0.9])
        for (const other of document.elementsFromPoint(left + across * width, top + down * height))
          if (!other.contains(element) && !element.contains(other))
            found.add(`${other.localName} ${other.textContent.slice(0, 40)}`);
    return [...found];
  });
}

test('shows the score, its arithmetic and the answer in a low window, with no room wider or higher than it', async ({
  app,
}) => {
  await app.setViewportSize({ width: 1094, height: 574 });
  for (const part of [app.getByText('tanh(c)').first(), prediction(app), button(app, 'Image')])
    await expect(part).toBeInViewport({ ratio: 1 });
  for (const key of [1, 2, 3, 4, 5]) {
    await app.keyboard.press(`Alt+${key}`);
    const beyond = () =>
      app.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return [scrollWidth - innerWidth, scrollHeight - innerHeight];
      });
    await expect.poll(beyond, `room ${key}`).toEqual([0, 0]);
  }
});

test('covers no part of the strip of training, also while a notice takes room', async ({ app }) => {
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(2);
  await app.keyboard.press('Alt+P');
  const strip = app.getByRole('region', { name: 'Timeline: the network during training' });
  await expect(app.getByText('Now showing a fresh network.')).toBeVisible();
  for (const notices of ['with a notice', 'without']) {
    if (notices === 'without') await button(app, 'Dismiss').click();
    for (const [width, height] of lowSizes) {
      await app.setViewportSize({ width, height });
      await expect.poll(() => onOrUnder(strip), `${width}×${height} ${notices}`).toEqual([]);
    }
  }
  await app.setViewportSize({ width: 1366, height: 768 });
  await app.getByRole('slider', { name: 'Pen width' }).click({ trial: true });
});

test('covers no part of the confusion matrix, and shows its last row', async ({ app }) => {
  await app.keyboard.press('Alt+2');
  const matrix = app.getByRole('grid', { name: 'Confusion matrix' });
  await expect(matrix).toBeVisible({ timeout: 60_000 });
  for (const [width, height] of lowSizes) {
    await app.setViewportSize({ width, height });
    await expect.poll(() => onOrUnder(matrix), `${width}×${height}`).toEqual([]);
    await expect(matrix.getByRole('row').last()).toBeInViewport({ ratio: 1 });
  }
});
