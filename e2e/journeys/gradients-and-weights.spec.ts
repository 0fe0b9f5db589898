import { accessibilityViolations, button, expect, stepsDone, test, trainButton } from './fixtures.ts';

test('draws the flow of gradients for the digit and for many, and follows training', async ({ app }) => {
  await app.getByLabel('Chart', { exact: true }).selectOption('gradientFlow');
  await expect(app.getByRole('img', { name: /^Gradient flow, chart with 28 points/ })).toBeVisible();
  await expect(app.getByText(/Going back, the gradient (shrinks|grows) by [\d.]+ per row\./)).toBeVisible();
  const ofDigit = await app.getByRole('img', { name: /^Gradient flow/ }).getAttribute('aria-label');
  await app.getByLabel('Gradients of').selectOption('batch');
  await expect(app.getByRole('img', { name: /^Gradient flow/ })).not.toHaveAttribute('aria-label', ofDigit ?? '');
  await app.getByRole('button', { name: 'Gradient flow: numbers as a table' }).click();
  await expect(app.getByRole('dialog').getByRole('row')).toHaveCount(29);
  await app.keyboard.press('Escape');

  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(3);
  await app.getByLabel('Chart', { exact: true }).nth(1).selectOption('gradientFlow');
  const flow = app.getByRole('img', { name: /^Gradient flow/ });
  const early = await flow.getAttribute('aria-label');
  await expect(flow).not.toHaveAttribute('aria-label', early ?? '');
  await button(app, 'Pause').click();
});

test('shows weights and saturation as pictures, with their numbers as tables', async ({ app }) => {
  await button(app, 'Weights').click();
  const dialog = app.getByRole('dialog', { name: 'Weights', exact: true });
  await expect(
    dialog.getByRole('img', { name: 'lstm_1/recurrent_kernel as a picture, 512 × 128 weights' }),
  ).toBeVisible();
  // The shipped network has two layers.
  await expect(dialog.getByRole('img', { name: /^Histogram of forget gate, from 0 to 1$/ })).toHaveCount(2);
  await expect(dialog.getByText(/^<?\d+% saturated$/)).toHaveCount(10);
  expect(await accessibilityViolations(app)).toEqual([]);
  await button(app, 'Weights and saturation').click();
  const table = app.getByRole('dialog', { name: 'Weights and saturation' });
  await expect(table.getByRole('row', { name: /^readout\/kernel 10 × 128/ })).toBeVisible();
});

test('marks the truncation wherever the gradient is shown, and has k in the top bar', async ({ app, host }) => {
  const { engine, disconnect } = await host.connect(app);
  const { recipe } = await engine.getStatus(undefined);
  await engine.restart({ recipe: { ...recipe, units: 32, layers: 1, truncation: 5 } });
  await expect(app.getByRole('banner')).toContainText('k = 5');
  const strip = app.getByRole('img', { name: /Training cuts the gradient off before step 24 \(k = 5\)/ });
  await expect(strip).toBeVisible();
  // The line is between rows 23 and 24.
  const [tile, label] = [await strip.boundingBox(), await strip.getByText('k = 5').boundingBox()];
  if (!tile || !label) throw new Error('The cut is not visible.');
  expect(label.y + label.height).toBeCloseTo(tile.y + (tile.height * 23) / 28, 0);
  await app.getByLabel('Chart', { exact: true }).first().selectOption('gradientFlow');
  await expect(app.getByText(/Training cuts the gradient off before step 24 \(k = 5\)/)).toBeVisible();
  await button(app, 'Gradient flow: numbers as a table').click();
  const rows = app.getByRole('dialog').getByRole('row');
  await expect(rows.nth(23)).toHaveText(/^23\s*–/);
  await expect(rows.nth(24)).toHaveText(/^24\s*\d/);
  await app.keyboard.press('Escape');
  await engine.restart({ recipe: { ...recipe, units: 32, layers: 1, truncation: 0 } });
  await expect(app.getByRole('banner')).not.toContainText('k =');
  await expect(strip).toHaveCount(0);
  disconnect();
});

test('shows what each row adds to the gradient of W, where the cut falls and how much is kept', async ({
  app,
  host,
}) => {
  const { engine, disconnect } = await host.connect(app);
  const { recipe } = await engine.getStatus(undefined);
  await engine.restart({ recipe: { ...recipe, cell: 'lstm', units: 32, layers: 1, truncation: 5 } });
  await app.getByRole('button', { name: '‖∂L/∂h‖. Show ∂L/∂W instead' }).click();
  const strip = app.getByRole('img', { name: /^Added to ∂L\/∂W by each step/ });
  await expect(strip).toHaveAccessibleName(
    /cuts the gradient off before step 24 \(k = 5\): the state before it is detached/,
  );
  // Four gates, c, tanh(c) and h of 32 units in 4 bytes.
  await expect(strip).toHaveAccessibleDescription(
    /kept to go back: 5 × 900 B = 4.5 kB an image; .*784 × 900 B = 700 kB/,
  );
  await button(app, 'Numbers as a table').click();
  const table = app.getByRole('dialog').getByRole('table').first();
  await expect(table.getByRole('columnheader', { name: 'added to ∂L/∂W by each step' })).toBeVisible();
  await expect(table.getByRole('row').nth(23)).toHaveText(/–\s*–\s*–$/);
  await expect(table.getByRole('row').nth(28)).not.toHaveText(/–/);
  await app.keyboard.press('Escape');
  expect(await accessibilityViolations(app)).toEqual([]);

  // The address holds it, and a Transformer has none.
  await expect(app).toHaveURL(/strip=weights/);
  await app.getByRole('button', { name: '∂L/∂W. Show ‖∂L/∂h‖ instead' }).click();
  await expect(app.getByRole('img', { name: /^Gradient norm on a logarithmic scale/ })).toBeVisible();
  await expect(app).not.toHaveURL(/strip=/);
  await engine.restart({ recipe: { ...recipe, cell: 'transformer', units: 32, layers: 1, truncation: 0 } });
  await expect(app.getByRole('img', { name: /^Gradient norm on a logarithmic scale/ })).toBeVisible();
  await expect(app.getByRole('button', { name: /Show ∂L\/∂W instead/ })).toHaveCount(0);
  disconnect();
});
