import type { Page } from '@playwright/test';
import { accessibilityViolations, button, expect, test } from './fixtures.ts';

async function enter(page: Page): Promise<void> {
  await page.keyboard.press('Alt+6');
  await expect(written(page).first()).toBeVisible();
}

/** What the decoder wrote, a button for each place. */
function written(page: Page) {
  return page.getByRole('list', { name: 'What the decoder wrote' }).getByRole('button');
}

/** What a test strip really shows, as it is announced. */
function truth(page: Page) {
  return page.getByRole('status').filter({ hasText: /^It shows/ });
}

/** Draws strokes on the wide pad, in parts of its height. */
async function draw(page: Page, ...strokes: readonly (readonly (readonly [number, number])[])[]): Promise<void> {
  const pad = await page.getByLabel('Drawing pad').boundingBox();
  if (!pad) throw new Error('The pad is not visible.');
  for (const stroke of strokes) {
    const [first, ...rest] = stroke.map(([x, y]) => [pad.x + x * pad.height, pad.y + y * pad.height] as const);
    await page.mouse.move(...first);
    await page.mouse.down();
    for (const point of rest) await page.mouse.move(...point, { steps: 4 });
    await page.mouse.up();
  }
}

test('reads a test strip, and says where a written digit looked and who looked at a column', async ({ app }) => {
  await enter(app);
  await expect(truth(app)).toHaveText(/^It shows \d{5} (read correctly|misread)$/);
  await written(app).first().focus();
  await app.keyboard.press('Enter');
  await expect(app.getByText(/^Place 1, “.+”: columns [\d–]+, \d+%\.$/).first()).toBeVisible();
  const columns = app.getByRole('slider', { name: 'Columns of the strip' });
  await columns.focus();
  await app.keyboard.press('ArrowRight');
  await expect(columns).toHaveAttribute('aria-valuetext', /^Columns 1–4 were looked at by place \d/);
  await button(app, '2').first().click();
  await expect(truth(app)).toHaveText(/^It shows \d{2} /);
  await button(app, 'Numbers of the reading as a table').click();
  await expect(app.getByRole('dialog').getByRole('table')).toHaveCount(9);
  await app.keyboard.press('Escape');
});

test('makes the decoder write another digit, and undoes it', async ({ app }) => {
  await enter(app);
  await written(app).first().click();
  const tokens = app.getByRole('group', { name: 'Write at place 1 instead:' });
  const before = await tokens.locator('[aria-pressed=true]').textContent();
  await tokens.getByRole('button', { name: before === '9' ? '8' : '9', exact: true }).click();
  await expect(written(app).first()).toHaveAccessibleName(/^Place 1: [89], forced/);
  // The digit's key chooses it, too; only the place that was chosen is marked.
  await written(app).nth(1).click();
  const other = (await written(app).nth(1).textContent())?.startsWith('5') ? '6' : '5';
  await app.keyboard.press(other);
  await expect(written(app).nth(1)).toHaveAccessibleName(new RegExp(`^Place 2: ${other}, forced`));
  await app.getByRole('region', { name: 'What was read' }).getByRole('button', { name: 'Undo' }).click();
  await expect(written(app).nth(1)).not.toHaveAccessibleName(/forced/);
  await app.getByRole('region', { name: 'What was read' }).getByRole('button', { name: 'Undo' }).click();
  await expect(written(app).first()).toHaveAccessibleName(new RegExp(`^Place 1: ${before}, \\d`));
});

test('reads digits that are drawn, and says that a drawing is too long', async ({ app }) => {
  await enter(app);
  await button(app, 'Draw').click();
  await expect(app.getByText('Write a number on the pad below. Digits may touch.')).toBeVisible();
  await expect(written(app)).toHaveCount(0);
  await draw(
    app,
    [
      [0.3, 0.2],
      [0.7, 0.2],
      [0.5, 0.85],
    ],
    [
      [1, 0.15],
      [1, 0.85],
    ],
  );
  await expect(truth(app)).toHaveCount(0);
  await expect(button(app, 'Draw')).toHaveAttribute('aria-pressed', 'true');
  await expect(written(app).first()).toBeVisible();
  await button(app, 'Clear').click();
  await draw(app, [
    [0.2, 0.5],
    [5.8, 0.5],
  ]);
  await expect(app.getByText(/^This drawing is too long/)).toBeVisible();
  // The test strip puts the pad away; what is on it comes back with it.
  await button(app, 'Test strip').click();
  await expect(app.getByLabel('Drawing pad')).toBeHidden();
  await expect(truth(app)).toHaveText(/^It shows \d{5} /);
  await button(app, 'Draw').click();
  await expect(app.getByText(/^This drawing is too long/)).toBeVisible();
});

test('is not sure of a zigzag, and the pad does not move under the pen', async ({ app }) => {
  await enter(app);
  await button(app, 'Draw').click();
  const pad = app.getByLabel('Drawing pad');
  const before = await pad.boundingBox();
  await draw(app, [
    [0.4, 0.2],
    [0.7, 0.8],
    [1, 0.2],
    [1.3, 0.8],
    [1.6, 0.2],
    [1.9, 0.8],
  ]);
  await expect(app.getByRole('region', { name: 'What was read' }).getByText(/^not sure \(\d+%\)$/)).toBeVisible();
  expect(await pad.boundingBox()).toEqual(before);
});

test('shows both losses of a training, reads again meanwhile, and stops on request', async ({ app }) => {
  await enter(app);
  await app.getByRole('spinbutton', { name: 'Units' }).fill('16');
  await app.getByRole('spinbutton', { name: 'Longest strip' }).fill('2');
  await button(app, 'Train').click();
  await expect(app.getByText('your network · LSTM with attention · 1 × 16 units', { exact: false })).toBeVisible();
  // At first the training loss alone, step by step.
  await expect(app.getByText('The loss of each training step.', { exact: false })).toBeVisible();
  const loss = app.getByRole('img', { name: /^Loss of a digit, nats/ });
  await expect(loss).toBeVisible();
  await expect(loss).toHaveAttribute('aria-label', /true digits given/, { timeout: 60_000 });
  const first = await loss.getAttribute('aria-label');
  await expect.poll(() => loss.getAttribute('aria-label'), { timeout: 60_000 }).not.toBe(first);
  await expect(app.getByText('Hatched: longer than 2, never seen in training.')).toBeVisible();
  await button(app, 'Stop').click();
  await expect(button(app, 'Stop')).toBeHidden();
});

test('brings back one’s own reader in place of the shipped one, and asks before the third is trained', async ({
  app,
}) => {
  await enter(app);
  const facts = (units: number) =>
    app.getByText(`your network · LSTM with attention · 1 × ${units} units`, { exact: false });
  const train = async (units: number) => {
    await app.getByRole('spinbutton', { name: 'Units' }).fill(String(units));
    await button(app, 'Train').click();
  };
  const stop = async () => {
    await button(app, 'Stop').click();
    await expect(button(app, 'Stop')).toBeHidden();
  };
  for (const units of [16, 24]) {
    await train(units);
    await expect(facts(units)).toBeVisible();
    await stop();
  }
  await button(app, 'Shipped network').click();
  await expect(app.getByText('shipped network · LSTM with attention', { exact: false })).toBeVisible();
  await button(app, 'Bring back').click();
  await expect(facts(24)).toBeVisible();
  await train(32);
  await expect(app.getByRole('alert').filter({ hasText: 'LSTM with attention · 1 × 16 units' })).toBeVisible();
  await button(app, 'Bring back').click();
  await expect(facts(16)).toBeVisible();
  await train(32);
  await button(app, 'Train anyway').click();
  await expect(facts(32)).toBeVisible();
  await stop();
  await button(app, 'Bring back').click();
  await expect(facts(16)).toBeVisible();
});

test('trains a Transformer, and shows query, key and value of a look in one of its heads', async ({ app }) => {
  await enter(app);
  await app.getByRole('combobox', { name: 'Network' }).selectOption('Transformer');
  await expect(app.getByRole('combobox', { name: 'Encoder reads' })).toBeHidden();
  await app.getByRole('spinbutton', { name: 'Units' }).fill('30');
  await app.getByRole('spinbutton', { name: 'Longest strip' }).fill('1');
  await button(app, 'Train').click();
  // The width is a multiple of the heads.
  await expect(
    app.getByText('your network · Transformer · 32 units · 1 block · 4 heads', { exact: false }),
  ).toBeVisible();
  const heads = app.getByRole('region', { name: 'Attention up close' });
  await expect(heads).toBeVisible({ timeout: 30_000 });
  await heads.getByRole('combobox', { name: 'Block' }).selectOption('1');
  await heads.getByRole('combobox', { name: 'Head' }).selectOption('3');
  const look = heads.getByText(/^Block 1, head 3: q·k \/ √8 = [−+]?[\d.]+ → softmax: α [=<] [\d.]+%$/);
  await expect(look).toBeVisible();
  await expect(heads.getByRole('img', { name: 'query: 8 numbers' })).toBeVisible();
  await heads.getByRole('combobox', { name: 'Columns' }).focus();
  // The first columns may be chosen already.
  await app.keyboard.press('End');
  await app.keyboard.press('Home');
  await expect(app.getByRole('slider', { name: 'Columns of the strip' })).toHaveAttribute('aria-valuenow', '1');
  await button(app, 'Stop').click();
  await expect(button(app, 'Stop')).toBeHidden();
  await heads.getByRole('button', { name: 'Query, key and value as a table' }).click();
  await expect(app.getByRole('dialog').getByRole('row')).toHaveCount(9);
  await app.keyboard.press('Escape');
  expect(await accessibilityViolations(app)).toEqual([]);
});

for (const theme of ['dark', 'light'] as const) {
  test(`has no accessibility faults in the room, in the ${theme} theme at 1024×700`, async ({ app }) => {
    await app.emulateMedia({ colorScheme: theme });
    await app.setViewportSize({ width: 1024, height: 700 });
    await enter(app);
    for (const tab of ['Write a number', 'Train it yourself']) {
      await button(app, tab).click();
      expect(await accessibilityViolations(app)).toEqual([]);
      const overflow = await app.evaluate(() => ({
        x: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        y: document.documentElement.scrollHeight - innerHeight,
      }));
      expect(overflow).toEqual({ x: 0, y: 0 });
    }
  });
}
