// Holds P42.
/**
 * Gradients that vanish over 784 steps fall below what float32 can square and uPlot can label; charts must still be
 * drawn.
 */

import type { Page } from '@playwright/test';
import { experiments } from '../../src/domain/experiments/experiments.ts';
import { button, expect, test } from './fixtures.ts';

/** A page that does not draw within this time hangs: a chart takes a few milliseconds. */
const frozenMs = 5000;

/** Two frames, after which charts are drawn. @throws where the page is busy for too long */
async function drawnInTime(page: Page): Promise<void> {
  const frames = page.evaluate(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            done();
          });
        });
      }),
  );
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The page has not drawn for ${frozenMs} ms.`));
    }, frozenMs);
  });
  await Promise.race([frames, tooLate]);
  clearTimeout(timer);
}

function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  return errors;
}

test('runs every ready-made experiment to its end and shows it in every chart', async ({ app, host }) => {
  test.setTimeout(900_000);
  const errors = errorsOf(app);
  const { engine, disconnect } = await host.connect(app);
  await app.getByRole('link', { name: 'Compare' }).click();
  for (const { name, runs } of Object.values(experiments)) {
    // The recipes on fewer digits: gradients vanish from the first step on, and accuracy does not matter here.
    await engine.compare({ runs: runs.map((run) => ({ ...run, digits: 256, recipe: { ...run.recipe, epochs: 1 } })) });
    await expect.poll(async () => (await engine.getComparison(undefined)).running, { timeout: 240_000 }).toBe(false);
    const done = (await engine.getComparison(undefined)).runs;
    // One explodes, as it should.
    const ends = done.map(({ state }) => state).filter((state) => state !== 'done');
    expect(ends).toEqual(name === 'clipping' ? ends.map(() => 'failed') : []);
    if (name === 'length') {
      const flows = done.flatMap(({ gradientFlow }) => [...(gradientFlow?.lossGradient ?? [])]);
      expect(flows.some((norm) => norm > 0 && norm < 1e-22)).toBe(true);
    }

    const charts = app.getByRole('combobox', { name: 'Chart' });
    for (const chart of await charts.first().getByRole('option').allInnerTexts()) {
      await charts.first().selectOption({ label: chart });
      await drawnInTime(app);
      const log = app.getByRole('checkbox', { name: 'log' }).first();
      if ((await app.locator('.chart').first().getByRole('checkbox').count()) === 0) continue;
      for (const on of [true, false, true]) {
        await log.setChecked(on);
        await drawnInTime(app);
        // A Transformer has no Jacobian, as the chart says.
        await expect(app.locator('.chart').first().locator('.u-over, > p')).toBeVisible();
      }
      const table = app.getByRole('button', { name: `${chart}: numbers as a table` }).first();
      if (await table.isEnabled()) {
        await table.click();
        await expect(app.getByRole('dialog').getByRole('row').nth(1)).toBeVisible();
        await expect(app.getByRole('dialog')).not.toContainText(/NaN|Infinity|∞|e[+-]\d/);
        await app.keyboard.press('Escape');
      }
    }
    expect(errors, name).toEqual([]);
    await engine.removeRuns({ ids: done.map(({ id }) => id) });
  }
  disconnect();
});

test('draws gradients over single pixels, and says what is too small', async ({ app, host }) => {
  const errors = errorsOf(app);
  const { engine, disconnect } = await host.connect(app);
  const { recipe } = await engine.getStatus(undefined);
  await engine.restart({
    recipe: { ...recipe, cell: 'rnn', units: 32, layers: 1, order: 'pixels', activation: 'sigmoid' },
  });
  await app.getByLabel('Chart', { exact: true }).first().selectOption('gradientFlow');
  await expect(app.getByRole('img', { name: /^Gradient flow, chart with 784 points/ })).toBeVisible();
  await drawnInTime(app);
  await expect(
    app.getByText(/shrinks by [\d.]+ per pixel\. From step \d+ backwards it is below 10⁻²⁰\./),
  ).toBeVisible();
  await drawnInTime(app);
  await button(app, 'Gradient flow: numbers as a table').click();
  await expect(app.getByRole('dialog').getByRole('row').nth(1)).toContainText('<10⁻²⁰');
  await app.keyboard.press('Escape');
  expect(errors).toEqual([]);
  disconnect();
});
