// Holds P44.
/** In the room Complete bars are beside their rows, whatever the digit and the size of the window. */

import type { Locator, Page } from '@playwright/test';
import { button, expect, test } from './fixtures.ts';

const sizes = [
  { width: 1024, height: 640 },
  { width: 1280, height: 800 },
  { width: 1680, height: 1050 },
  { width: 390, height: 844 },
] as const;

/** Number of test digits, whose largest surprises differ widely. */
const digits = 30;

/** Of layout, in CSS pixels: edges are at halves on a screen with two device pixels each. */
const tolerance = 1;

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('It is not visible.');
  return { top: box.y, bottom: box.y + box.height, left: box.x, right: box.x + box.width };
}

async function faultsOf(page: Page): Promise<string[]> {
  const region = page.getByRole('region', { name: 'Given', exact: true });
  const pad = await boxOf(region.getByLabel('Drawing pad'));
  const strip = await boxOf(region.locator('.bars svg'));
  const handle = await boxOf(region.getByRole('slider', { name: 'Rows given' }));
  const caption = await boxOf(region.locator('.caption'));
  const scale = await boxOf(region.locator('.scale'));
  const tools = await boxOf(button(page, 'Clear'));
  const off = (a: number, b: number) => Math.abs(a - b) > tolerance;
  const faults: string[] = [];
  if (off(strip.top, pad.top) || off(strip.bottom, pad.bottom)) {
    faults.push(`strip ${strip.top}–${strip.bottom}, pad ${pad.top}–${pad.bottom}`);
  }
  if (off(handle.top, pad.top) || off(handle.bottom, pad.bottom)) {
    faults.push(`handle ${handle.top}–${handle.bottom}, pad ${pad.top}–${pad.bottom}`);
  }
  // Each bar on its row; one of length zero is not drawn.
  const row = (pad.bottom - pad.top) / 28;
  const bars = await region.locator('.bars svg rect').evaluateAll((rects) =>
    rects.map((rect) => {
      const { top, bottom } = rect.getBoundingClientRect();
      return { top, bottom, index: Math.floor(Number(rect.getAttribute('y'))) };
    }),
  );
  for (const { top, bottom, index } of bars) {
    const from = pad.top + index * row;
    if (top < from - tolerance || bottom > from + row + tolerance) faults.push(`bar ${index + 1} is not on its row`);
  }
  if (scale.top < strip.bottom - tolerance) faults.push('the scale lies on the bars');
  if (caption.top < scale.bottom - 6) faults.push('the caption lies on the scale');
  if (caption.bottom > tools.top + tolerance && caption.left < tools.right)
    faults.push('the caption lies on the tools');
  if (caption.right > strip.right + 8) faults.push('the caption is wider than the strip');
  const training = await boxOf(page.getByRole('region', { name: 'Train it yourself' }));
  if (training.top < tools.bottom - tolerance) faults.push('training lies on the tools');
  return faults;
}

for (const size of sizes) {
  test(`puts bars on their rows in a window of ${size.width}×${size.height}`, async ({ app }) => {
    await app.setViewportSize(size);
    await app.keyboard.press('Alt+5');
    await expect(app.getByRole('img', { name: /^Completion \d/ })).toHaveCount(9);
    const region = app.getByRole('region', { name: 'Given', exact: true });
    const faults: string[] = [];
    for (let digit = 0; digit < digits; digit++) {
      await expect(region.locator('.bars svg rect').nth(20)).toBeAttached();
      faults.push(...(await faultsOf(app)).map((fault) => `digit ${digit}: ${fault}`));
      const before = await region.locator('.caption').innerText();
      await button(app, 'Next test digit').click();
      await expect(region.locator('.caption')).not.toHaveText(before);
    }
    expect(faults).toEqual([]);
  });
}
