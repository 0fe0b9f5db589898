import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import type { Recipe } from '../../src/domain/recipe/recipe.ts';
import type { Host } from '../hosts/host.ts';
import { accessibilityViolations, button, expect, prediction, test } from './fixtures.ts';

/** Sets up an untrained network, as another client of the same engine. */
async function setUpNetwork(host: Host, app: Page, changes: Partial<Recipe>): Promise<void> {
  const { engine, disconnect } = await host.connect(app);
  await engine.restart({ recipe: { ...defaultRecipe, units: 16, ...changes } });
  disconnect();
}

test('moves the scan line by key, by drag and by play', async ({ app }) => {
  const slider = app.getByRole('slider', { name: 'Row', exact: true });
  await slider.focus();
  await app.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuenow', /^[01]$/);
  const start = Number(await slider.getAttribute('aria-valuenow'));
  await app.keyboard.press('ArrowDown');
  await expect(slider).toHaveAttribute('aria-valuenow', String(start + 1));
  await app.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuenow', String(start + 27));

  const tile = await app.getByRole('slider', { name: 'Unit in forget gate' }).boundingBox();
  if (!tile) throw new Error('The forget gate is not visible.');
  const rowHeight = tile.height / 28;
  await app.mouse.move(tile.x + 20, tile.y + 20.5 * rowHeight);
  await app.mouse.down();
  await app.mouse.move(tile.x + 20, tile.y + 10.5 * rowHeight, { steps: 5 });
  await expect(slider).toHaveAttribute('aria-valuenow', String(start + 10));
  await app.mouse.up();

  await app.getByRole('button', { name: 'Play rows' }).click();
  await expect.poll(async () => Number(await slider.getAttribute('aria-valuenow'))).not.toBe(start + 10);
  await app.getByRole('button', { name: 'Pause rows' }).click();
});

/** How far the pixels of a part of the page are from one plain colour: the deviation of their green, of 255. */
async function contrast(app: Page, clip: { x: number; y: number; width: number; height: number }): Promise<number> {
  const { data } = PNG.sync.read(await app.screenshot({ clip }));
  const greens = Array.from({ length: data.length / 4 }, (_, pixel) => data[pixel * 4 + 1]);
  const mean = greens.reduce((sum, green) => sum + green, 0) / greens.length;
  return Math.sqrt(greens.reduce((sum, green) => sum + (green - mean) ** 2, 0) / greens.length);
}

test('veils what is not read yet, and the big answer follows the line', async ({ app }) => {
  await expect(prediction(app)).toHaveText(/^7\s*9\d\.\d% sure$/);
  const settled = app.getByRole('img', { name: /^Settled on 7 after row \d+ of 28$/ });
  await expect(settled).toBeVisible();
  await expect(app.getByText(/^Settled on its answer after row \d+ of 28$/)).toBeVisible();
  const bar = app.getByText(/^Probability of 7: /);
  await expect(bar).toHaveText(/9\d\.\d%$/);

  const pad = await app.getByLabel('Drawing pad').boundingBox();
  const tile = await app.getByRole('slider', { name: 'Unit in forget gate' }).boundingBox();
  const answers = await app.getByRole('img', { name: /^Probabilities of the/ }).boundingBox();
  if (!pad || !tile || !answers) throw new Error('The score is not visible.');
  const below = (box: typeof tile) => ({ ...box, y: box.y + box.height * 0.6, height: box.height * 0.35 });
  const whole: number[] = [];
  for (const box of [pad, tile, answers]) whole.push(await contrast(app, below(box)));

  const slider = app.getByRole('slider', { name: 'Row', exact: true });
  await slider.focus();
  await app.keyboard.press('Home');
  for (let row = 1; row < 11; row++) await app.keyboard.press('ArrowDown');
  await expect(slider).toHaveAttribute('aria-valuenow', '11');
  await expect(app.getByText('After row 11 of 28', { exact: true })).toBeVisible();
  await expect(prediction(app)).not.toHaveText(/% sure/);
  await expect(prediction(app)).toHaveText(/not sure/);
  await expect(bar).toHaveText(/: [1-4]?\d(\.\d)?%$/);
  await expect(settled).toHaveCount(0);
  for (const [index, box] of [pad, tile, answers].entries()) {
    expect(await contrast(app, below(box))).toBeLessThan(0.3 * whole[index]);
  }

  // A row under the veil can still be picked.
  await app.mouse.click(tile.x + tile.width / 2, tile.y + (20.5 / 28) * tile.height);
  await expect(slider).toHaveAttribute('aria-valuenow', '21');
  await app.mouse.move(0, 0);

  // Playing begins at the first row, and ends with all to be seen.
  await slider.focus();
  await app.keyboard.press('End');
  await app.getByRole('button', { name: 'Play rows' }).click();
  await expect(app.getByText(/^After row [1-9] of 28$/)).toBeVisible();
  await expect(settled).toBeVisible({ timeout: 10_000 });
  await expect(prediction(app)).toHaveText(/^7\s*9\d\.\d% sure$/);
});

test('explains each tile in a sentence, to the pointer and to the keyboard', async ({ app }) => {
  const forget = app.getByRole('tooltip').filter({ hasText: 'Share of the old memory kept' });
  await expect(forget).toBeHidden();
  await app.getByText('f forget', { exact: true }).hover();
  await expect(forget).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(forget).toBeHidden();

  await app.getByRole('slider', { name: 'Row', exact: true }).focus();
  await app.keyboard.press('Tab');
  await expect(forget).toBeVisible();
  await app.keyboard.press('ArrowRight');
  await expect(forget).toBeHidden();
  await expect(app.getByText(/^unit \d+, row 28/)).toBeVisible();
});

test('groups similar units, says what each group has in common, and lights it up in every tile', async ({ app }) => {
  const groups = app.getByRole('group', { name: 'Groups of similar units' });
  const first = groups.getByRole('button').first();
  const speaking = groups.getByRole('button', { name: /^[A-F] \d+ units: .*speak for 7/ }).first();
  await expect(groups.getByRole('button', { name: /^[A-F] \d+ units: keep still$/ })).toBeVisible();
  await expect(speaking).toBeVisible();
  const tile = await app.getByRole('slider', { name: 'Unit in hidden state' }).boundingBox();
  const forget = await app.getByRole('slider', { name: 'Unit in forget gate' }).boundingBox();
  if (!tile || !forget) throw new Error('The tiles are not visible.');
  // The last group is not on the left: there the tiles step back while it is lit.
  const left = (box: typeof tile) => ({ ...box, width: box.width * 0.1 });
  const before = [await contrast(app, left(tile)), await contrast(app, left(forget))];
  await groups.getByRole('button').last().hover();
  await expect.poll(() => contrast(app, left(tile))).toBeLessThan(0.5 * before[0]);
  expect(await contrast(app, left(forget))).toBeLessThan(0.5 * before[1]);
  await app.mouse.move(0, 0);
  await expect.poll(() => contrast(app, left(tile))).toBeGreaterThan(0.9 * before[0]);

  // By keyboard: the focus lights a group, Enter keeps it lit, Escape does no longer.
  await groups.getByRole('button').last().focus();
  await expect.poll(() => contrast(app, left(tile))).toBeLessThan(0.5 * before[0]);
  await app.keyboard.press('Enter');
  await expect(groups.getByRole('button').last()).toHaveAttribute('aria-pressed', 'true');
  await app.getByRole('slider', { name: 'Row', exact: true }).focus();
  expect(await contrast(app, left(tile))).toBeLessThan(0.5 * before[0]);
  expect(await accessibilityViolations(app)).toEqual([]);
  await groups.getByRole('button').last().focus();
  await app.keyboard.press('Escape');
  await expect(groups.getByRole('button').last()).toHaveAttribute('aria-pressed', 'false');

  // A group that is tapped over a tile comes in place of the arithmetic of a cell.
  await app.mouse.click(tile.x + tile.width / 2, tile.y + tile.height / 2);
  await expect(app.getByText(/^unit \d+, row \d+/)).toBeVisible();
  await app.mouse.click(tile.x + 3, tile.y - 5);
  await expect(first).toHaveAttribute('aria-pressed', 'true');
  await app.keyboard.press('End');

  // The table has the groups too; in another order there are none.
  await button(app, 'Numbers as a table').click();
  await expect(app.getByRole('table', { name: /^Groups of similar units, layer 2, row \d+$/ })).toBeVisible();
  await app.keyboard.press('Escape');
  await app.getByRole('combobox', { name: 'Units' }).selectOption('by number');
  await expect(groups).toHaveCount(0);
});

test('shows the arithmetic of a hovered cell with its numbers, which add up', async ({ app }) => {
  const tile = await app.getByRole('slider', { name: 'Unit in cell state' }).boundingBox();
  if (!tile) throw new Error('The cell state is not visible.');
  await app.mouse.move(tile.x + tile.width / 2, tile.y + tile.height / 2);
  const text = (
    await app
      .getByText(/c = f·cₜ₋₁ \+ i·g/)
      .first()
      .innerText()
  )
    .replaceAll('−', '-')
    .replaceAll(/\s/g, '');
  const numbers = /=\(?(-?[\d.]+)\)?·\(?(-?[\d.]+)\)?\+\(?(-?[\d.]+)\)?·\(?(-?[\d.]+)\)?=(-?[\d.]+)/
    .exec(text)
    ?.slice(1)
    .map(Number);
  if (!numbers) throw new Error(`No arithmetic in: ${text}`);
  const [f, before, i, g, c] = numbers;
  // Five numbers shown with two decimals: each factor is off by at most 0.005.
  expect(Math.abs(f * before + i * g - c)).toBeLessThan(
    0.005 * (1 + Math.abs(f) + Math.abs(before) + Math.abs(i) + Math.abs(g)),
  );
});

test.describe('of other networks', () => {
  test('has tiles and arithmetic of its own for each cell', async ({ app, host }) => {
    await setUpNetwork(host, app, { cell: 'gru' });
    const update = app.getByRole('slider', { name: 'Unit in update gate' });
    await expect(update).toBeVisible();
    await expect(app.getByRole('slider', { name: 'Unit in forget gate' })).toHaveCount(0);
    await update.focus();
    await app.keyboard.press('ArrowRight');
    await expect(app.getByText(/h = z·hₜ₋₁ \+ \(1 − z\)·n = [\d.]+·/)).toBeVisible();

    await setUpNetwork(host, app, { cell: 'rnn', layers: 2 });
    await expect(app.getByRole('slider', { name: 'Unit in slope of the activation' })).toBeVisible();
    await expect(app.getByRole('group', { name: 'Layer' })).toBeVisible();
    await expect(app.getByText(/φ′ = 1 − h² = 1 − /)).toBeVisible();
  });

  test('says which row a head attends to', async ({ app, host }) => {
    await setUpNetwork(host, app, { cell: 'transformer', units: 16, heads: 2, layers: 1 });
    const head = app.getByRole('slider', { name: 'Row attended to by head 2' });
    await expect(head).toBeVisible();
    const box = await head.boundingBox();
    if (!box) throw new Error('The second head is not visible.');
    await app.mouse.move(box.x + (11.5 / 28) * box.width, box.y + (6.5 / 28) * box.height);
    await expect(app.getByText(/^head 2: row 7 looks at row 12 with [\d.]+%$/)).toBeVisible();
    await head.focus();
    await expect(head).toHaveAttribute('aria-valuetext', /^Row 7 looks at row 12: \d+%$/);
  });

  test('does not read before the memory window, and keeps the scan line out of it', async ({ app, host }) => {
    await setUpNetwork(host, app, { window: 7 });
    await expect(app.getByText('Not read: memory window of 7 rows')).toBeVisible();
    const slider = app.getByRole('slider', { name: 'Row', exact: true });
    await slider.focus();
    await app.keyboard.press('Home');
    await expect(slider).toHaveAttribute('aria-valuenow', '22');
    await app.keyboard.press('ArrowUp');
    await expect(slider).toHaveAttribute('aria-valuenow', '22');
  });

  test('has 784 steps pixel by pixel, and a row of them as a page', async ({ app, host }) => {
    await setUpNetwork(host, app, { cell: 'gru', units: 8, order: 'pixels' });
    const slider = app.getByRole('slider', { name: 'Pixel', exact: true });
    await expect(slider).toHaveAttribute('aria-valuenow', '784');
    await slider.focus();
    await app.keyboard.press('PageUp');
    await expect(slider).toHaveAttribute('aria-valuenow', '756');
    await expect(app.getByText('Pixel 756 of 784', { exact: true })).toBeVisible();
  });
});

test('reads the same digit in another order than the network was trained on', async ({ app }) => {
  const answer = await prediction(app).innerText();
  await app.getByLabel('Read in the order').selectOption('columns →');
  await expect(app.getByText('trained on rows ↓, reading columns →')).toBeVisible();
  await expect(app.getByRole('slider', { name: 'Column', exact: true })).toBeVisible();
  await expect(prediction(app)).not.toHaveText(answer);
  await app.getByLabel('Read in the order').selectOption('rows ↓');
  await expect(prediction(app)).toHaveText(/^7/);
});
