// Holds P1, P11.
/** A run whose engine or host died is offered and resumed. */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import { createCheckpointFolder } from '../../src/engine/training/checkpoint-folder.ts';
import type { Host } from '../hosts/host.ts';
import { accessibilityViolations, button, expect, prediction, stepsDone, test, trainAndPause } from './fixtures.ts';

test.use({ viewport: { width: 1024, height: 700 } });

async function open(host: Host): Promise<Page> {
  const page = await host.open();
  await expect(prediction(page)).toHaveText(/^7/);
  return page;
}

const notices = (page: Page): Locator => page.getByRole('region', { name: 'Notices' });
const drawer = (page: Page): Locator => page.getByRole('dialog', { name: 'Settings' });

/** Resumes the offered run and checks that it never starts over. */
async function resume(page: Page, from: number) {
  await notices(page).getByRole('button', { name: 'Resume' }).click();
  await expect(button(page, 'Pause')).toBeEnabled();
  expect(await stepsDone(page)).toBeGreaterThanOrEqual(from);
  await expect.poll(() => stepsDone(page)).toBeGreaterThan(from + 2);
  await button(page, 'Pause').click();
  const points = await page.getByRole('img', { name: /^Loss, chart with \d+ points/ }).getAttribute('aria-label');
  expect(Number(/\d+/.exec(points ?? '')?.[0])).toBeGreaterThan(from);
  await expect(notices(page)).not.toContainText('Your last run stopped');
}

test('offers a run after its host was killed, in both languages, and resumes it where it was', async ({ host }) => {
  const before = await open(host);
  const step = await trainAndPause(before, host.userData);
  await host.kill();
  const page = await open(host);
  await expect(notices(page)).toContainText(`Your last run stopped at step ${step} of 2,345 (LSTM`);
  expect(await accessibilityViolations(page)).toEqual([]);

  await button(page, 'Settings').click();
  await expect(drawer(page).getByRole('group', { name: 'Saved runs' })).toContainText(`step ${step} of 2,345`);
  await drawer(page).getByLabel('Theme').selectOption('light');
  await drawer(page).getByLabel('Language').selectOption('ko');
  await expect(page.getByRole('group', { name: '저장된 학습' })).toContainText(`2,345스텝 중 ${step}스텝`);
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByLabel('언어').selectOption('en');
  await page.keyboard.press('Escape');
  await resume(page, step);

  const moments = page.getByRole('slider', { name: 'Moment of training' });
  await moments.focus();
  await page.keyboard.press('Home');
  await expect(moments).toHaveAttribute('aria-valuetext', /^Step 0, epoch 0, answer/);
});

test('restarts an engine that dies alone, and resumes its run', async ({ host }) => {
  const page = await open(host);
  const step = await trainAndPause(page, host.userData);
  await host.killEngine();
  await expect(notices(page)).toContainText(
    `The engine stopped and was restarted. Your run is saved at step ${step}; nothing is lost.`,
  );
  await expect(notices(page)).toContainText(`Your last run stopped at step ${step} of 2,345`);
  await resume(page, step);
});

test('opens and removes saved runs in the settings', async ({ host }) => {
  const runs = join(host.userData, 'runs');
  const { engine, disconnect } = await host.connect(await open(host));
  for (const units of [8, 16]) {
    await engine.restart({ recipe: { ...defaultRecipe, units, epochs: 1, batchSize: 1024 } });
    await engine.train(undefined);
    await expect.poll(async () => (await engine.getStatus(undefined)).run.phase, { timeout: 60_000 }).toBe('finished');
  }
  // The end of a run is announced before it is saved.
  const saved = createCheckpointFolder(host.userData);
  const areWhole = async () => (await saved.list()).map(({ step, goal }) => step === goal);
  await expect.poll(areWhole).toEqual([true, true]);
  disconnect();
  await host.kill();
  // The engine outlives it for a moment, and until then nobody else may remove its run.
  await expect.poll(async () => (await saved.list()).some(({ elsewhere }) => elsewhere)).toBe(false);
  const page = await open(host);
  await expect(notices(page).getByRole('button', { name: 'Resume' })).toHaveCount(0);

  await button(page, 'Settings').click();
  const list = drawer(page).getByRole('group', { name: 'Saved runs' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  const remove = list.getByRole('button', { name: /^Remove the run of LSTM.* 8 units/ });
  await remove.click();
  await remove.click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await list.getByRole('button', { name: /^Open the run of LSTM.* 16 units/ }).press('Enter');
  await expect(drawer(page)).toHaveCount(0);
  await expect.poll(() => stepsDone(page)).toBe(59);
  await expect(page.getByText(/^LSTM · 16 units/).first()).toBeVisible();
  expect(await readdir(runs)).toHaveLength(1);
});

test('brings the shipped network back, also after several trainings', async ({ host }) => {
  const page = await open(host);
  const shipped = async () => {
    await button(page, 'Settings').click();
    return drawer(page).getByRole('button', { name: 'Shipped network' });
  };
  await expect(await shipped()).toBeDisabled();
  await page.keyboard.press('Escape');
  for (let training = 0; training < 3; training += 1) {
    await trainAndPause(page, host.userData);
    await button(page, 'Settings').click();
    await drawer(page)
      .getByLabel('Seed')
      .fill(`${10 + training}`);
    await drawer(page).getByRole('button', { name: 'Restart with these settings' }).click();
  }
  await (await shipped()).click();
  await expect(notices(page)).toContainText('Now showing the shipped network.');
  await expect(prediction(page)).toHaveText(/^7/);
  await expect(await shipped()).toBeDisabled();
});
