/** A network that has exploded answers with numbers that are none. The page then says so, and draws and writes none of them. */

import type { Page } from '@playwright/test';
import { poisonEngine } from '../hosts/poisoned-engine.ts';
import { button, expect, isWindow, prediction, test } from './fixtures.ts';

/** What nobody may read, see or hear: numbers as JavaScript writes them where there are none, or far too many digits. */
const wrongText = /NaN|Infinity|∞|undefined|\de[+-]\d|\d{16}|(,\d{3}){4}/;
/** Of places and lengths, which may have many digits. */
const wrongPlace = /NaN|Infinity|undefined/;

/** Every text of the page: what is seen, and what is told to those who do not see. */
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

for (const [name, poison] of [
  ['NaN', Number.NaN],
  ['∞', Infinity],
  ['−∞', -Infinity],
  ['1e34', 1e34],
] as const) {
  test(`where every number is ${name} no place of the app shows one`, async ({ host }) => {
    test.skip(isWindow(), 'What the engine sends can be altered in the browser alone.');
    test.slow();
    const app = await host.open();
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
    await expect(prediction(app)).toHaveText('No answer: the numbers are beyond all bounds');
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
    await button(app, 'What decided').click();
    await look('What decided');
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

    await app.keyboard.press('Alt+5');
    await expect(app.getByRole('img', { name: /^Completion \d/ })).toHaveCount(9);
    await look('Complete');
    await button(app, 'Log-likelihood of the rows').click();
    await look('Complete as numbers');
    await closed();
    expect(places).toEqual([]);
    expect(errors).toEqual([]);
  });
}
