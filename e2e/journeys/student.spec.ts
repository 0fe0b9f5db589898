/**
 * A student: follows the course beside the Lab by what is visible, page by page, presses every “Try it”, and finds the
 * page still there beside what it set.
 */

import type { Locator, Page } from '@playwright/test';
import { lessons } from '../../src/renderer/lessons/pages/index.ts';
import { button, expect, test } from './fixtures.ts';

const pages = lessons.length;

const strip = (app: Page): Locator => app.getByRole('complementary', { name: 'Lesson' });
const notices = (app: Page): Locator => app.getByRole('region', { name: 'Notices' });
const title = (app: Page): Locator => strip(app).getByRole('heading', { level: 2 });
const links = (app: Page): Locator => strip(app).getByRole('region', { name: 'Try it' }).getByRole('button');

/** The rings in the picture. */
const lit = (app: Page): Locator => app.locator('[data-lit]');

/** From the Lab to lesson 1 and back beside it, as a student finds the way. */
async function dock(app: Page): Promise<void> {
  await app.getByRole('link', { name: 'Lessons' }).click();
  await app.getByRole('navigation', { name: 'Pages' }).getByRole('button').first().click();
  await button(app, 'Read beside the Lab').click();
  await expect(app.getByRole('main')).toBeVisible();
  await expect(strip(app)).toContainText(`1 of ${pages}`);
}

/** What a link does, by its words: one that trains starts a run, one that compares opens the room Compare. */
async function expectSet(app: Page, words: string): Promise<void> {
  if (words.includes('trains from scratch')) {
    await expect(app.getByText(/^step [1-9]/)).toBeVisible();
    await button(app, 'Pause').click();
    await expect(app.getByRole('banner').getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  } else if (/^(Compare|Plot)/.test(words)) {
    await expect(app.getByRole('link', { name: 'Compare' })).toHaveAttribute('aria-current', 'page');
    await app.getByRole('region', { name: 'Runs' }).getByRole('button', { name: 'Stop' }).click();
    await expect(app.getByRole('region', { name: 'Runs' }).getByRole('button', { name: 'Stop' })).toHaveCount(0);
  } else if (/rows of|finish|blank page|^Draw ten/.test(words)) {
    const drawn = words.startsWith('Draw ten') ? 10 : 9;
    await expect(app.getByRole('img', { name: /^Completion \d+:/ })).toHaveCount(drawn);
  } else if (/digits being read|single digit|six digits|into a number/.test(words)) {
    await expect(app.getByRole('link', { name: 'Read a number' })).toHaveAttribute('aria-current', 'page');
    await expect(app.getByRole('img', { name: /^Attention of \d+ written digit/ })).toBeVisible();
  } else {
    const row = /row (\d+)/.exec(words)?.[1] ?? '28';
    await expect(app.getByRole('slider', { name: 'Row', exact: true })).toHaveAttribute(
      'aria-valuetext',
      new RegExp(`^Row ${row} of 28, `),
    );
  }
}

/** Each line of “What to look at” lights something, for the pointer and for the keyboard, and no longer afterwards. */
async function expectLit(app: Page): Promise<void> {
  const looks = strip(app).getByRole('region', { name: 'What to look at' }).getByRole('listitem').getByRole('button');
  expect(await looks.count()).toBeGreaterThanOrEqual(3);
  for (const look of await looks.all()) {
    await test.step(await look.innerText(), async () => {
      await look.hover();
      await expect(lit(app).first()).toBeVisible();
      await title(app).hover();
      await expect(lit(app)).toHaveCount(0);
      await look.focus();
      await expect(lit(app).first()).toBeVisible();
      await look.blur();
    });
  }
}

test('follows all lessons beside the Lab, and every link leaves the page where it is', async ({ app }) => {
  test.slow();
  await dock(app);
  for (let page = 1; page <= pages; page++) {
    await expect(strip(app)).toContainText(`${page} of ${pages}`);
    const heading = await title(app).innerText();
    for (let link = 0; link < (await links(app).count()); link++) {
      const words = await links(app).nth(link).innerText();
      await test.step(`${heading}: ${words}`, async () => {
        await links(app).nth(link).click();
        await expectSet(app, words);
        // The first link sets up what the page speaks of.
        if (link === 0) await expectLit(app);
        await expect(title(app)).toHaveText(heading);
        await expect(notices(app).getByRole('alert')).toHaveCount(0);
      });
    }
    if (page < pages)
      await strip(app)
        .getByRole('button', { name: /^Next page/ })
        .click();
  }
  await button(app, 'Finish the course').click();
  await expect(strip(app)).toContainText(`${pages} of ${pages} pages read`);
  await app.reload();
  await expect(strip(app)).toContainText(`${pages} of ${pages} pages read`);
});

test('opens and closes the lesson by one key or click, and sizes it by keys', async ({ app }) => {
  await app.keyboard.press('Alt+l');
  await expect(title(app)).toBeFocused();
  await app.keyboard.press('Escape');
  await expect(strip(app)).toHaveCount(0);
  await expect(button(app, 'Lesson beside the room')).toBeFocused();
  await app.keyboard.press('Enter');
  await expect(strip(app)).toBeVisible();

  const edge = strip(app).getByRole('separator', { name: 'Size of the lesson' });
  const height = async () => (await strip(app).boundingBox())?.height ?? 0;
  const before = await height();
  await edge.press('ArrowUp');
  await expect.poll(height).toBeGreaterThan(before);
  await app.setViewportSize({ width: 1366, height: 768 });
  const width = async () => (await strip(app).boundingBox())?.width ?? 0;
  const wide = await width();
  await edge.press('ArrowRight');
  await expect.poll(width).toBeLessThan(wide);

  await button(app, 'Close the lesson').click();
  await expect(strip(app)).toHaveCount(0);
});

test('lights terms of a sentence and keeps one lit, and gives the equation the numbers of the picture', async ({
  app,
}) => {
  await dock(app);
  const pagesOn = 10;
  for (let turned = 0; turned < pagesOn; turned++)
    await strip(app)
      .getByRole('button', { name: /^Next page/ })
      .click();
  await expect(title(app)).toHaveText('LSTM: a memory with gates');
  const tile = app.getByRole('slider', { name: 'Unit in forget gate' });
  const term = strip(app).getByRole('button', { name: 'forget gate', exact: true }).first();
  await term.hover();
  await expect(tile).toHaveAttribute('data-lit');
  await term.click();
  await title(app).hover();
  await expect(tile).toHaveAttribute('data-lit');
  await term.press('Enter');
  await term.blur();
  await expect(lit(app)).toHaveCount(0);

  // A unit chosen in the picture is the unit of the equation, after the row under the scan line.
  await tile.press('ArrowRight');
  await app.getByRole('slider', { name: 'Row', exact: true }).press('PageUp');
  const live = strip(app).getByRole('group', { name: 'The numbers now' });
  const said = (await tile.getAttribute('aria-valuetext')) ?? '';
  const [unit, row] = [/[Uu]nit (\d+)/, /row (\d+)/].map((number) => number.exec(said)?.[1]);
  await expect(live).toContainText(`unit ${unit ?? ''}, row ${row ?? ''}`);
  const value = /[−\d.]+$/.exec(said)?.[0] ?? said;
  await expect(live).toContainText(`= ${value}·`);
});

test('says what the picture does not show, and brings it by one click', async ({ app }) => {
  await dock(app);
  await app.keyboard.press('Alt+4');
  await app
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('button', { name: 'What gates cost, and the GRU' })
    .click();
  await button(app, 'Read beside the Lab').click();
  const looks = strip(app).getByRole('region', { name: 'What to look at' });
  await expect(looks.getByText('The picture does not show it now.')).toHaveCount(2);
  await expect(strip(app).getByText('The picture shows another cell now.')).toBeVisible();
  await looks.getByRole('button', { name: /^Train a GRU/ }).click();
  await expect(app.getByRole('slider', { name: 'Unit in update gate' })).toBeVisible();
  await expect(looks.getByText('The picture does not show it now.')).toHaveCount(0);
  await expect(strip(app).getByRole('group', { name: 'The numbers now' })).toContainText(/= [−\d.]+ *(unit|$)/);
});
