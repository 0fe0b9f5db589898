/** The pictures of the README and of docs, taken anew by `npm run pictures`. Each is looked at before it is committed. */

import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../scripts/run.ts';
import { button, draw, expect, prediction, stepsDone, test, trainButton } from '../journeys/fixtures.ts';

const three = [
  [
    [0.33, 0.3],
    [0.45, 0.22],
    [0.6, 0.28],
    [0.58, 0.42],
    [0.46, 0.48],
    [0.62, 0.56],
    [0.63, 0.72],
    [0.48, 0.8],
    [0.34, 0.72],
  ],
] as const;

const picture = (name: string) => join(root, 'docs', `${name}.png`);

test('the Lab in both themes', async ({ app }) => {
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(700);
  await button(app, 'Pause').click();
  await app.getByRole('button', { name: 'Dismiss' }).click();
  await draw(app, ...three);
  await expect(prediction(app)).toHaveText(/^3/);
  // Away from the picture, so that it tells of the whole digit.
  await app.mouse.move(0, 0);
  for (const theme of ['light', 'dark'] as const) {
    await app.emulateMedia({ colorScheme: theme });
    await expect(app.locator('html')).toHaveAttribute('data-theme', theme);
    await app.screenshot({ path: picture(`lab-${theme}`) });
  }
});

test.describe('at the very first start', () => {
  test.use({ isFirstStart: true, viewport: { width: 1024, height: 700 } });

  test('the first minute', async ({ host }) => {
    const page = await host.open();
    const strip = page.getByRole('region', { name: 'The first minute' });
    await expect(page.getByRole('banner')).toContainText('24 units');
    const pictures: Buffer[] = [];
    const take = async () => pictures.push(await page.screenshot());
    const next = () => strip.getByRole('button', { name: 'Next' }).click();

    await take();
    await next();
    const row = page.getByRole('slider', { name: 'Row', exact: true });
    await expect.poll(async () => Number(await row.getAttribute('aria-valuenow')), { intervals: [50] }).toBe(14);
    await take();
    await next();
    await take();
    await next();
    await expect(strip).toContainText('after row 28 of 28');
    await take();
    await next();
    await draw(page, ...three);
    await expect(strip).toContainText('reads your drawing as 3');
    await take();
    await next();
    await strip.getByRole('button', { name: 'Train one yourself' }).click();
    await expect(strip).toContainText('of the test digits', { timeout: 400_000 });
    await take();
    await sheetOf(pictures, await host.openEmptyPage(page), 'first-minute');
  });
});

/** Two beside one another, at two thirds of their size. */
async function sheetOf(pictures: readonly Buffer[], page: Page, name: string): Promise<void> {
  const images = pictures.map((bytes) => `<img width="683" src="data:image/png;base64,${bytes.toString('base64')}">`);
  await page.setViewportSize({ width: 1390, height: 800 });
  await page.setContent(
    `<body style="display: grid; grid-template-columns: 683px 683px; gap: 8px; margin: 8px">${images.join('')}</body>`,
  );
  await page.screenshot({ path: picture(name), fullPage: true });
}
