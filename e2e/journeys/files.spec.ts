// Holds P37, P40.
import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import type { Page } from '@playwright/test';
import type { Given } from '../hosts/host.ts';
import { accessibilityViolations, button, expect, isWindow, prediction, test } from './fixtures.ts';

/** Sends files as if they had been dropped: no browser lets a test do it through the system. */
async function drop(page: Page, ...files: readonly Given[]): Promise<void> {
  const sent = files.map(({ name, bytes }) => [name, bytes.toString('base64')] as const);
  await page.evaluate((given) => {
    const transfer = new DataTransfer();
    for (const [name, base64] of given) {
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([content], name));
    }
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }, sent);
}

/** Presses a button. */
const press = (page: Page, name: string) => () => button(page, name).click();

const title = 'Open, save, export';

test('opens a saved network again after a new one replaced it, by file and by drop', async ({ app, host }) => {
  await button(app, 'Step').click();
  await expect(app.getByText(/^step 1$/)).toBeVisible();
  await button(app, 'Evaluate').click();
  const accuracy = app.locator('dd').filter({ hasText: '%' }).first();
  await expect(accuracy).toBeVisible();
  const [answer, measured] = [await prediction(app).innerText(), await accuracy.innerText()];
  await button(app, title).click();
  await expect(app.getByRole('dialog', { name: title })).toBeVisible();
  expect(await accessibilityViolations(app)).toEqual([]);
  const file = await host.saved(app, press(app, 'Save: Gatescope (.gatescope)'));
  expect(file.name).toBe('gatescope-lstm-128-step-1.gatescope');

  // Behind an open dialog nothing happens.
  await drop(app, { name: 'x.txt', bytes: Buffer.from('x') });
  await app.keyboard.press('Escape');
  await expect(app.getByRole('alert')).toHaveCount(0);

  await button(app, 'Restart').click();
  await expect(app.getByText(/^step 0$/)).toBeVisible();
  await drop(app, file);
  await expect(app.getByText(`${file.name} is open.`)).toBeVisible();
  await expect(prediction(app)).toHaveText(answer);
  await expect(accuracy).toHaveText(measured);

  await button(app, 'Bring back').click();
  await host.openByKey(app, [file]);
  await expect(app.getByText(`${file.name} is open.`)).toBeVisible();
  await expect(accuracy).toHaveText(measured);
  await button(app, 'Train on').click();
  await expect(app.getByText(/^step [1-9]/)).toBeVisible();
});

test('says that a file is saved in the browser, but not in the window, whose dialog may still be cancelled', async ({
  app,
  host,
}) => {
  test.skip(isWindow(), 'The browser stands in for the window here, with its bridge.');
  await button(app, title).click();
  const { name } = await host.saved(app, press(app, 'Save: Recipe'));
  await expect(app.getByText(`Saved as ${name}.`)).toBeVisible();
  await app.evaluate(() => {
    Object.assign(window, { gatescope: {} });
  });
  await host.saved(app, press(app, 'Save: Recipe'));
  await expect(button(app, 'Save: Recipe')).toBeEnabled();
  await expect(app.getByText('Saved as')).toHaveCount(0);
});

test('saves a recipe, fills the settings when it is opened, and refuses other files in one sentence', async ({
  app,
  host,
}) => {
  await button(app, title).click();
  const recipe = await host.saved(app, press(app, 'Save: Recipe'));
  const weights = await host.saved(app, press(app, 'Save: PyTorch'));
  const shipped = JSON.parse(await readFile('resources/pretrained/metadata.json', 'utf8')) as { readonly step: number };
  expect([recipe.name, weights.name]).toEqual([
    `gatescope-lstm-2x128-step-${shipped.step}.recipe.json`,
    `gatescope-lstm-2x128-step-${shipped.step}-pytorch.zip`,
  ]);
  await app.keyboard.press('Escape');
  await drop(app, recipe);
  const settings = app.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByLabel('Layers')).toHaveValue('2');
  await app.keyboard.press('Escape');

  await drop(app, { name: 'letter.txt', bytes: Buffer.from('Dear network') });
  await expect(app.getByText('letter.txt cannot be opened here.')).toBeVisible();
  await drop(app, weights);
  await expect(app.getByText(`${weights.name} cannot be opened: it contains no model`).first()).toBeVisible();
  await drop(app, { name: 'cut.gatescope', bytes: weights.bytes.subarray(0, 5000) });
  await expect(app.getByText('cut.gatescope cannot be opened').first()).toBeVisible();
});

test('saves a chart as a picture, and its numbers as CSV', async ({ app, host }) => {
  await button(app, 'Step').click();
  await expect(app.getByText(/^step 1$/)).toBeVisible();
  const picture = await host.saved(app, press(app, 'Save Loss as a picture'));
  expect(picture.name).toBe('gatescope-loss.png');
  const png = PNG.sync.read(picture.bytes);
  expect(png.width).toBeGreaterThan(400);
  // Paper, text and a curve: a missing chart would leave a handful of colours.
  const colours = new Set(Array.from({ length: png.width * png.height }, (_, at) => png.data.readUInt32BE(4 * at)));
  expect(colours.size).toBeGreaterThan(50);

  await button(app, 'Loss: numbers as a table').click();
  const svg = await host.saved(app, press(app, 'Save as SVG'));
  expect(svg.name).toBe('gatescope-loss.svg');
  expect(svg.bytes.toString()).toMatch(/^<\?xml .*<title>Loss<\/title>.*<path d="M[^"]*".*>smoothed</s);
  const csv = (await host.saved(app, press(app, 'Save as CSV'))).bytes.toString();
  expect(csv).toMatch(/^\ufeffTraining step,raw,smoothed\r\n1,2\.\d+,2\.\d+\r\n$/i);
});
