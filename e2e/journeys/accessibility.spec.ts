// Holds P45, P46, P47.
/**
 * Every place of the app, checked for people who see, move or hear differently: once each at 1024×700, with themes and
 * languages taking turns; with EVERY_LOOK set each place in all four and in both sizes (`npm run soak --
 * accessibility`).
 */

import type { Page } from '@playwright/test';
import { rooms } from '../../src/protocol/rooms.ts';
import { axeFaults } from '../accessibility/axe.ts';
import { cutTexts, smallTargets, tooWide } from '../accessibility/beyond-axe.ts';
import { dialogsSince, focusWalk, watchDialogs } from '../accessibility/focus.ts';
import { type Look, looks, resize, type Size, wear } from '../accessibility/looks.ts';
import { motions, watchMotions } from '../accessibility/motions.ts';
import { compare, digits, generator, lessons, strips } from '../accessibility/places-elsewhere.ts';
import { labAtRest, labInTraining, labWithADrawing, type Place } from '../accessibility/places-in-the-lab.ts';
import { treeFaults } from '../accessibility/tree.ts';
import { button, expect, prediction, stepsDone, test, trainButton } from './fixtures.ts';

const everyLook = Boolean(process.env.EVERY_LOOK);
const roomy: Size = { width: 1280, height: 800 };
const least: Size = { width: 1024, height: 700 };
const everyView = [roomy, least].flatMap((size) => looks.map((look) => ({ size, look })));

const tours: Readonly<Record<string, readonly Place[]>> = {
  'the Lab at rest': labAtRest,
  'the Lab with a drawing, and while it trains': [...labWithADrawing, ...labInTraining],
  'the other rooms': [...digits, ...compare, ...generator],
  'reading a number': strips,
  'the lessons': lessons,
};

/** Faults of the present page in each of `views`; afterwards it is English and dark. */
async function faultsOf(page: Page, views: readonly { look: Look; size: Size }[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { look, size } of views) {
    await resize(page, size);
    await wear(page, look);
    const wide = await tooWide(page);
    const found = [
      ...(await axeFaults(page)),
      ...(await smallTargets(page)),
      ...(await cutTexts(page)).map((text) => `cut off: ${text}`),
      ...(await motions(page)).map((target) => `moves in spite of reduced motion: ${target}`),
      ...(wide > 0 ? [`the page is ${wide} pixels too wide`] : []),
    ];
    for (const fault of found) faults.push(`${look.theme}, ${look.language}, ${size.width}×${size.height}: ${fault}`);
  }
  await wear(page, looks[0]);
  return [...faults, ...(await treeFaults(page)).faults];
}

for (const [name, places] of Object.entries(tours)) {
  test(`has no accessibility faults in ${name}`, async ({ app }) => {
    test.setTimeout(everyLook ? 900_000 : 240_000);
    await app.emulateMedia({ reducedMotion: 'reduce' });
    await watchMotions(app);
    await watchDialogs(app);
    for (const [index, place] of places.entries()) {
      await place.go(app);
      const views = everyLook ? everyView : [{ size: least, look: looks[index % looks.length] }];
      expect(await faultsOf(app, views), place.name).toEqual([]);
    }
    while ((await app.locator('dialog[open]').count()) > 0) await app.keyboard.press('Escape');
    const { opened, faults } = await dialogsSince(app);
    expect(opened.length).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });
}

/** Goes to a room by its address and waits until it is there. */
async function enter(page: Page, room: (typeof rooms)[number]): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, room);
  await expect(page.locator(`nav a[href="#${room}"][aria-current=page]`)).toBeVisible();
  await expect(page.getByRole('main')).toBeVisible();
}

test('leads the Tab key through visible elements in every room and the drawer, shows the focus, and comes round', async ({
  app,
}) => {
  test.slow();
  const walked: string[] = [];
  for (const size of [
    { width: 1024, height: 700 },
    { width: 640, height: 400 },
  ]) {
    await resize(app, size);
    for (const room of rooms) {
      await enter(app, room);
      const stops = await focusWalk(app);
      for (const { name, faults } of stops) for (const fault of faults) walked.push(`${room}: ${name} ${fault}`);
      expect(stops.length, room).toBeGreaterThan(15);
    }
    await button(app, 'Settings').press('Enter');
    const stops = await focusWalk(app);
    for (const { name, faults } of stops) for (const fault of faults) walked.push(`settings: ${name} ${fault}`);
    expect(stops.length, 'settings').toBeGreaterThan(15);
    await app.keyboard.press('Escape');
  }
  expect(walked).toEqual([]);
});

test('scrolls one way only and loses no text at 200 % zoom and at 320 pixels', async ({ app }) => {
  test.slow();
  const faults: string[] = [];
  // The theme changes no widths.
  const twoLanguages = looks.slice(0, 2);
  for (const size of [
    { width: 640, height: 400 },
    { width: 320, height: 640 },
  ]) {
    await resize(app, size);
    for (const look of twoLanguages) {
      await wear(app, look);
      for (const room of rooms) {
        await enter(app, room);
        const where = `${room}, ${look.language}, ${size.width}×${size.height}`;
        expect(await tooWide(app), where).toBe(0);
        for (const text of await cutTexts(app)) faults.push(`${where}: ${text}`);
      }
    }
  }
  expect(faults).toEqual([]);
});

test('does not cut off texts with wider spacing', async ({ app }) => {
  // The spacing of success criterion 1.4.12. The page's policy lets no foreign styles in, so the sheet is a constructed
  // one.
  await app.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
    );
    document.adoptedStyleSheets = [sheet];
  });
  for (const room of rooms) {
    await enter(app, room);
    expect(await cutTexts(app), room).toEqual([]);
  }
});

test('keeps everything, including what is chosen, visible in the system’s few colours', async ({ app }) => {
  await app.emulateMedia({ forcedColors: 'active' });
  const [chosen, other] = await Promise.all(
    ['Test digit', 'Draw'].map((name) =>
      button(app, name).evaluate((element) => getComputedStyle(element).backgroundColor),
    ),
  );
  expect(chosen).not.toBe(other);
  for (const room of rooms) {
    await enter(app, room);
    const { faults } = await treeFaults(app);
    expect(faults).toEqual([]);
    expect(await axeFaults(app), room).toEqual([]);
  }
});

test('has a title for each room, and declares the page’s language', async ({ app }) => {
  await enter(app, 'digits');
  await expect(app).toHaveTitle('Digits – Gatescope');
  await wear(app, { theme: 'dark', language: 'ko' });
  await expect(app).toHaveTitle('숫자 – Gatescope');
  await expect(app.locator('html')).toHaveAttribute('lang', 'ko');
});

test('keeps live regions silent while the network learns, and announces what has come to rest', async ({ app }) => {
  await expect(prediction(app)).toHaveText(/^7/);
  const spoken = app.getByRole('region', { name: 'Probability of each digit' }).getByRole('status');
  await expect(spoken).toHaveText('7, 99% sure');
  await trainButton(app).press('Enter');
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(3);
  // All that live regions say from here on.
  const count = await app.evaluateHandle(() => {
    const said: string[] = [];
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest('[role=status], [role=alert], [aria-live=polite]');
        if (region) said.push(region.textContent);
      }
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    return said;
  });
  const from = await stepsDone(app);
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(from + 8);
  expect(await count.jsonValue()).toEqual([]);
  await button(app, 'Pause').press('Enter');
  await expect(spoken).toHaveText(/^\d, not sure \(\d+%\)$/);
});
