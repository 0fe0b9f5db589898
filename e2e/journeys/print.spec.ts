/** What is printed, by the browser's own command, which makes the PDF, and by the app's. */

import type { Page } from '@playwright/test';
import { catalogues } from '../../src/renderer/i18n/catalogue/index.ts';
import { lessons } from '../../src/renderer/lessons/pages/index.ts';
import { looks, wear } from '../accessibility/looks.ts';
import type { Host } from '../hosts/host.ts';
import type { WindowHost } from '../hosts/window-host.ts';
import { accessibilityViolations, button, expect, isWindow, test } from './fixtures.ts';

/** Width of the text on A4, in CSS pixels. */
const paperWidth = 680;

/** Widths and heights of the pages, in points. */
async function printed(page: Page, host: Host): Promise<(readonly [number, number])[]> {
  const bytes = isWindow()
    ? await (host as WindowHost).app().evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]
          .webContents.printToPDF({ pageSize: 'A4', preferCSSPageSize: true })
          .then((pdf) => pdf.toString('latin1')),
      )
    : (await page.pdf({ format: 'A4' })).toString('latin1');
  return [...bytes.matchAll(/\/Type \/Page\n[^]*?\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))] as const,
  );
}

/** Holds the page as it is between the browser's `beforeprint` and `afterprint`. */
async function onPaper(page: Page, look: () => Promise<void>): Promise<void> {
  const size = page.viewportSize();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: paperWidth, height: 1000 });
  await look();
  await page.emulateMedia({ media: null });
  if (size) await page.setViewportSize(size);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
}

const sheet = (page: Page) => page.locator('.sheet');

for (const look of looks.filter(({ theme }) => theme === 'dark')) {
  test(`prints each lesson whole, dark on white and without controls, in ${look.language}`, async ({ app, host }) => {
    await wear(app, look);
    await app.keyboard.press('Alt+4');
    for (const [index, lesson] of lessons.entries()) {
      const texts = catalogues[look.language];
      await expect(app.getByRole('heading', { level: 2, name: texts[lesson.title] })).toBeVisible();
      const onScreen = await app.locator('article').evaluate((article) =>
        Array.from(article.querySelectorAll('p:not(.place), th[scope=row], annotation, figcaption, figure svg text'))
          .filter((each) => !each.closest('section'))
          .map(({ textContent }) => textContent.trim()),
      );
      await onPaper(app, async () => {
        const written = await sheet(app).evaluate(({ textContent }) => textContent);
        expect(onScreen.length).toBeGreaterThan(6);
        expect(onScreen.filter((text) => !written.includes(text))).toEqual([]);
        for (const { text } of lesson.looks) expect(written).toContain(texts[text]);

        const visible = sheet(app).locator('button, input, select, dialog, summary').filter({ visible: true });
        await expect(visible).toHaveCount(0);
        await expect(app.locator('#app')).toBeHidden();
        const colours = await app.evaluate(() =>
          [document.body, document.documentElement].map((each) => getComputedStyle(each).backgroundColor),
        );
        expect(new Set(colours)).toEqual(new Set(['rgb(255, 255, 255)']));
        expect(await accessibilityViolations(app)).toEqual([]);
        // Nothing is wider than the paper, save what KaTeX draws long and clips.
        const overflowing = await sheet(app).evaluate(
          (root, width) =>
            Array.from(root.querySelectorAll('*'))
              .filter((each) => !each.closest('.katex-mathml, .katex svg, .visually-hidden'))
              .filter((each) => each.getBoundingClientRect().right > width + 1)
              .map((each) => `${each.tagName} ${each.textContent.slice(0, 40)}`),
          paperWidth,
        );
        expect(overflowing).toEqual([]);
      });
      await expect(sheet(app)).toHaveCount(0);
      const pages = await printed(app, host);
      expect(pages.length).toBeGreaterThan(0);
      // Answers have a page of their own.
      const most = lesson.body.some(({ kind }) => kind === 'exercise') ? 3 : 2;
      expect(pages.length).toBeLessThanOrEqual(most);
      for (const page of pages) expect(page).toEqual([596, 843]);
      if (index < lessons.length - 1) await app.locator('button.next').click();
    }
    await expect(app.locator('html')).toHaveAttribute('data-theme', 'dark');
  });
}

test('prints the picture across one page, by menu key and button, and the lesson where it is open', async ({
  app,
  host,
}) => {
  expect(await printed(app, host)).toEqual([[843, 596]]);

  // The dialog of the system cannot be closed by a test: what would be on the paper is kept instead.
  await app.evaluate(() => {
    window.print = () => {
      const sheet = document.querySelector('.sheet');
      const image = sheet?.querySelector('img');
      document.documentElement.dataset.printed = `${sheet?.className ?? ''} ${image?.alt ?? ''}${sheet?.querySelector('h1')?.textContent ?? ''}`;
      dispatchEvent(new Event('afterprint'));
    };
  });
  const paper = app.locator('html');
  await host.pressMenuKey(app, 'Control+p');
  await expect(paper).toHaveAttribute('data-printed', /^sheet picture-sheet Test digit 0, label 7 — LSTM/);

  await app.keyboard.press('Alt+l');
  await button(app, 'Print the lesson').click();
  await expect(paper).toHaveAttribute('data-printed', 'sheet lesson-sheet A digit as a sequence');
  await button(app, 'Save as a picture').click();
  await app.getByRole('dialog').getByRole('button', { name: 'Print …' }).click();
  await expect(paper).toHaveAttribute('data-printed', /^sheet picture-sheet Test digit 0/);
  await app.keyboard.press('Escape');

  await app.getByRole('button', { name: 'Close the lesson' }).click();
  const forget = async () => {
    await app.evaluate(() => delete document.documentElement.dataset.printed);
  };
  await forget();
  await app.keyboard.press('Alt+r');
  await expect(app.getByRole('main', { name: 'Presenter’s view' })).toBeVisible();
  await host.pressMenuKey(app, 'Control+p');
  await expect(paper).toHaveAttribute('data-printed', /^sheet picture-sheet Test digit 0/);
  await app.keyboard.press('Alt+r');

  await app.keyboard.press('Alt+2');
  await expect(app.getByText('10,000 of 10,000 digits')).toBeVisible();
  await host.pressMenuKey(app, 'Control+p');
  await expect(paper).toHaveAttribute('data-printed', /^sheet picture-sheet Digits/);
  await expect(sheet(app)).toHaveCount(0);
});
