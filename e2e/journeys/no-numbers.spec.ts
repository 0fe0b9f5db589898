// Holds P43.
/**
 * A network that has exploded answers with numbers that are not finite. The page then says so, and draws and writes
 * none of them.
 */

import type { Page } from '@playwright/test';
import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import { catalogues } from '../../src/renderer/i18n/catalogue/index.ts';
import type { Host } from '../hosts/host.ts';
import { poisonEngine } from '../hosts/poisoned-engine.ts';
import { button, expect, isWindow, prediction, test } from './fixtures.ts';

/** Must not be read, seen or heard: JavaScript's words for numbers that are not finite, or far too many digits. */
const wrongText = /NaN|Infinity|∞|undefined|\de[+-]\d|\d{16}|(,\d{3}){4}/;
/** For places and lengths, which may have many digits. */
const wrongPlace = /NaN|Infinity|undefined/;

/** Every text of the page, including those for screen readers. */
async function wrongTexts(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const elements = [...document.body.querySelectorAll('*')];
    const valuesOf = (names: string[]) =>
      elements.flatMap((element) => names.flatMap((name) => element.getAttribute(name) ?? []));
    return {
      read: [
        ...elements.flatMap(({ childNodes }) =>
          [...childNodes].flatMap((node) => (node instanceof Text ? node.data : [])),
        ),
        ...valuesOf(['aria-label', 'aria-valuetext', 'aria-valuenow', 'title']),
      ],
      places: valuesOf(['style', 'd', 'width', 'height', 'x', 'y', 'x1', 'y1', 'points']),
    };
  });
  const wrong = [
    ...texts.read.filter((text) => wrongText.test(text)),
    ...texts.places.filter((text) => wrongPlace.test(text)),
  ];
  return [...new Set(wrong.map((text) => text.trim().slice(0, 120)))];
}

/** Two runs to compare. */
async function haveComparedRuns(app: Page, host: Host): Promise<void> {
  const { engine, disconnect } = await host.connect(app);
  const recipe = { ...defaultRecipe, units: 8, epochs: 1 };
  await engine.compare({ runs: ['a', 'b'].map((name) => ({ name, recipe, digits: 1280 })) });
  const states = async () => (await engine.getComparison(undefined)).runs.map(({ state }) => state);
  await expect.poll(states).toEqual(['done', 'done']);
  disconnect();
}

for (const [name, poison] of [
  ['NaN', Number.NaN],
  ['∞', Infinity],
  ['−∞', -Infinity],
  ['1e34', 1e34],
] as const) {
  test(`shows no number anywhere in the app where every number is ${name}`, async ({ host }) => {
    test.skip(isWindow(), 'What the engine sends can be altered in the browser alone.');
    test.slow();
    const app = await host.open();
    await haveComparedRuns(app, host);
    const errors: string[] = [];
    app.on('pageerror', ({ message }) => errors.push(message));
    await poisonEngine(app, poison);
    await app.reload();

    const places: string[] = [];
    const look = async (place: string) => {
      places.push(...(await wrongTexts(app)).map((text) => `${place}: ${text}`));
    };
    const closed = async () => {
      await app.keyboard.press('Escape');
      await expect(app.locator('dialog[open]')).toHaveCount(0);
    };
    await expect(prediction(app)).toHaveText('No answer: the numbers are not finite');
    await look('Lab');
    await app.getByRole('slider', { name: 'Row', exact: true }).press('PageUp');
    await look('another row');
    for (const table of ['Numbers as a table', 'Weights', 'Save as a picture']) {
      await button(app, table).click();
      await expect(app.getByRole('dialog').last()).toBeVisible();
      await look(table);
      if (table === 'Weights') {
        await button(app, 'Weights and saturation').click();
        await look('Weights and saturation');
        await app.keyboard.press('Escape');
      }
      await closed();
    }
    await button(app, 'Saliency').click();
    await look('Saliency');
    const charts = app.getByLabel('Chart', { exact: true });
    for (const kind of await charts.first().getByRole('option').allInnerTexts()) {
      await charts.first().selectOption({ label: kind });
      await look(kind);
      const table = app.getByRole('button', { name: `${kind}: numbers as a table` });
      if ((await table.count()) === 0 || !(await table.first().isEnabled())) continue;
      await table.first().click();
      await look(`${kind} as numbers`);
      await closed();
    }

    await app.keyboard.press('Alt+2');
    await expect(app.getByRole('grid').first()).toBeVisible();
    await look('Digits');
    await app.getByRole('listbox').press('Home');
    await look('a chosen digit');
    await button(app, 'Shown digits: numbers as a table').click();
    await look('digits as numbers');
    await closed();

    await app.keyboard.press('Alt+3');
    await expect(app.getByRole('region', { name: 'Runs' }).getByRole('listitem')).not.toHaveCount(0);
    await look('Compare');
    for (const kind of await charts.first().getByRole('option').allInnerTexts()) {
      await charts.first().selectOption({ label: kind });
      await look(`Compare: ${kind}`);
      const table = app.getByRole('button', { name: `${kind}: numbers as a table` }).first();
      if (!(await table.isVisible()) || !(await table.isEnabled())) continue;
      await table.click();
      await look(`Compare: ${kind} as numbers`);
      await closed();
    }
    await button(app, 'One digit, two networks').click();
    await expect(app.getByRole('region', { name: /reads the digit$/ })).toHaveCount(2);
    await look('One digit, two networks');

    await app.keyboard.press('Alt+5');
    await expect(app.getByRole('img', { name: /^Completion \d/ })).toHaveCount(9);
    await look('Complete');
    await button(app, 'Log-likelihood of the rows').click();
    await look('Complete as numbers');
    await closed();

    await button(app, 'Settings').click();
    await app.getByLabel('Language').selectOption('ko');
    await look('설정');
    await closed();
    for (const room of [1, 2, 3, 5]) {
      await app.keyboard.press(`Alt+${room}`);
      await expect(app.locator('main')).toBeVisible();
      if (room === 1) await expect(app.getByText(catalogues.ko['score.noAnswer']).first()).toBeVisible();
      await look(`방 ${room}`);
    }
    expect(places).toEqual([]);
    expect(errors).toEqual([]);
  });
}
