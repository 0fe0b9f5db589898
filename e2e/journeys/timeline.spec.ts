import type { Page } from '@playwright/test';
import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import type { Host } from '../hosts/host.ts';
import {
  accessibilityViolations,
  button,
  draw,
  expect,
  prediction,
  stepsDone,
  test,
  written,
  trainButton,
} from './fixtures.ts';

/** Trains a small network for some steps, as another client of the same engine. */
async function trainSteps(host: Host, app: Page, steps: number): Promise<void> {
  const { engine, disconnect } = await host.connect(app);
  const recipe = { ...defaultRecipe, units: 32, schedule: 'constant', learningRate: 0.01 } as const;
  await engine.restart({ recipe });
  for (let step = 0; step < steps; step++) await engine.step(undefined);
  disconnect();
}

const slider = (page: Page) => page.getByRole('slider', { name: 'Moment of training' });

test('moves back through training by key and by mouse, and returns to now', async ({ app, host }) => {
  await expect(slider(app)).toHaveCount(0);
  await trainSteps(host, app, 70);
  await expect(slider(app)).toHaveAttribute('aria-valuetext', /^Now: step 70, epoch 0\.15, answer \d, \d+%$/);
  await expect(button(app, 'Now')).toHaveAttribute('aria-disabled', 'true');
  const now = await prediction(app).innerText();

  await slider(app).focus();
  await app.keyboard.press('Home');
  await expect(slider(app)).toHaveAttribute('aria-valuetext', /^Step 0, epoch 0, answer \d, \d+%$/);
  await expect(app.getByText('Step 0 of 2,345')).toBeVisible();
  await expect(app.getByText('The network as it was then')).toBeVisible();
  await expect(prediction(app)).toHaveText(/not sure/);
  await app.keyboard.press('ArrowRight');
  await app.keyboard.press('ArrowRight');
  await app.keyboard.press('ArrowRight');
  await expect(slider(app)).toHaveAttribute('aria-valuenow', '4');
  await app.keyboard.press('PageDown');
  await expect(slider(app)).toHaveAttribute('aria-valuenow', '20');
  await app.keyboard.press('PageUp');
  await expect(slider(app)).toHaveAttribute('aria-valuenow', '4');

  const box = await slider(app).boundingBox();
  if (!box) throw new Error('The timeline is not visible.');
  await app.mouse.move(box.x + box.width - 3, box.y + 10);
  await app.mouse.down();
  await expect(slider(app)).toHaveAttribute('aria-valuetext', /^Now:/);
  await app.mouse.move(box.x + 0.5 * box.width, box.y + 10, { steps: 6 });
  await expect(app.getByText(/^Step \d+ of 2,345$/)).toBeVisible();
  await app.mouse.up();
  await button(app, 'Now').click();
  await expect(app.getByText('Now, after step 70')).toBeVisible();
  await expect.poll(() => prediction(app).innerText()).toBe(now);
});

test('has other answers in another order along the timeline, also while training rests', async ({ app, host }) => {
  await trainSteps(host, app, 40);
  await slider(app).focus();
  await app.keyboard.press('ArrowLeft');
  await app.keyboard.press('ArrowLeft');
  await expect(slider(app)).toHaveAttribute('aria-valuetext', /^Step \d+, .*answer \d, \d+%$/);
  const downwards = (await slider(app).getAttribute('aria-valuetext')) ?? '';
  await app.getByRole('combobox', { name: 'Read in the order' }).selectOption('rows ↑');
  await expect(slider(app)).not.toHaveAttribute('aria-valuetext', downwards);
  await app.getByRole('combobox', { name: 'Read in the order' }).selectOption('rows ↓');
  await expect(slider(app)).toHaveAttribute('aria-valuetext', downwards);
});

test('reads drawings and other digits in the past as then, while training goes on', async ({ app, host }) => {
  await trainSteps(host, app, 30);
  await slider(app).focus();
  await app.keyboard.press('Home');
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(35);
  await expect(slider(app)).toHaveAttribute('aria-valuenow', '0');
  await draw(app, ...written.one);
  await expect(prediction(app)).toHaveText(/not sure/);
  await expect(slider(app)).toHaveAttribute('aria-valuetext', /^Step 0, epoch 0, answer \d, (8|9|1\d|2\d)%$/);
  await button(app, 'Pause').click();

  await app.getByRole('button', { name: 'Play training' }).click();
  await expect.poll(async () => Number(await slider(app).getAttribute('aria-valuenow'))).toBeGreaterThan(0);
  await app
    .getByRole('region', { name: /^Timeline/ })
    .getByRole('button', { name: 'Pause' })
    .click();
  await expect(app.getByText('The network as it was then')).toBeVisible();
  await button(app, 'Restart').click();
  await expect(slider(app)).toHaveCount(0);
  await expect(app.getByText('The network as it was then')).toHaveCount(0);
  await app.getByRole('button', { name: 'Bring back' }).click();
  await expect(slider(app)).toHaveAttribute('aria-valuetext', /^Now: step \d+/);
});

test("has the timeline's numbers in a table, is accessible, and fits the smallest window", async ({ app, host }) => {
  await trainSteps(host, app, 20);
  await app.getByRole('button', { name: 'Timeline: numbers as a table' }).click();
  const rows = app.getByRole('dialog').getByRole('row');
  await expect(rows).toHaveCount(1 + 9);
  await expect(rows.nth(9).getByRole('rowheader')).toHaveText('20');
  const sum = async () => {
    const [, , , ...probabilities] = (await rows.nth(9).getByRole('cell').allInnerTexts()).map(Number);
    return probabilities.reduce((total, probability) => total + probability, 0);
  };
  await expect.poll(sum).toBeCloseTo(1, 2);
  await app.keyboard.press('Escape');

  await slider(app).focus();
  await app.keyboard.press('ArrowLeft');
  for (const theme of ['dark', 'light'] as const) {
    await app.emulateMedia({ colorScheme: theme });
    await app.setViewportSize({ width: 1024, height: 700 });
    await expect(app.locator('html')).toHaveAttribute('data-theme', theme);
    expect(await accessibilityViolations(app)).toEqual([]);
    const overflow = await app.evaluate(() => ({
      x: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      y: document.documentElement.scrollHeight - innerHeight,
    }));
    expect(overflow).toEqual({ x: 0, y: 0 });
  }
});
