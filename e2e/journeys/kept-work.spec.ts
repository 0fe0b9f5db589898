// Holds P3, P7.
/**
 * What a person has made outlasts the app: fine-tuned networks, named runs, compared runs, also where a newer version
 * wrote one.
 */

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { comparedRunsFolder } from '../../src/engine/comparison/compared-folder.ts';
import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import { signed } from '../../src/engine/system/signed-file.ts';
import { createCheckpointFolder, runId, runsFolder } from '../../src/engine/training/checkpoint-folder.ts';
import { framed } from '../../src/engine/training/framed.ts';
import { keptNetwork } from '../../src/engine/training/testing/checkpoints.ts';
import type { Host } from '../hosts/host.ts';
import { accessibilityViolations, button, expect, prediction, test } from './fixtures.ts';

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' });
const drawer = (page: Page) => page.getByRole('dialog', { name: 'Settings' });

async function open(host: Host): Promise<Page> {
  const page = await host.open();
  await expect(prediction(page)).toHaveText(/^7/);
  return page;
}

/** As a person does it in the room Compare. */
async function compare(host: Host): Promise<void> {
  const { engine, disconnect } = await host.connect(await open(host));
  const recipes = [8, 16].map((units) => ({ ...defaultRecipe, units, epochs: 1 }));
  await engine.compare({ runs: recipes.map((recipe) => ({ name: `${recipe.units} units`, digits: 256, recipe })) });
  const kept = () => readdir(comparedRunsFolder(host.userData)).catch(() => []);
  await expect.poll(async () => (await kept()).filter((name) => name.endsWith('.compared')).length).toBe(2);
  disconnect();
}

test('offers a fine-tuned network after a kill, names it, and shows it again, with the compared runs', async ({
  host,
}) => {
  const saved = createCheckpointFolder(host.userData);
  const id = runId(new Date(), 0.5);
  await saved.save(id, keptNetwork(300));
  // It belongs to the app now, not to this process.
  await saved.letGo(id);
  const newer = join(runsFolder(host.userData), '20260101000000-aaaa.run');
  const written = Buffer.concat(signed(framed({ format: 'gatescope-checkpoint', version: 2 }, [])));
  await writeFile(newer, written);
  await compare(host);
  await host.kill();

  const page = await open(host);
  await expect(notices(page)).toContainText('The network you fine-tuned on your digits is saved (LSTM');
  await button(page, 'Settings').click();
  const list = drawer(page).getByRole('group', { name: 'Saved runs' });
  await expect(list).toContainText('fine-tuned on your digits');
  await expect(list).toContainText('Saved by a newer Gatescope.');
  const name = list.getByRole('textbox', { name: /^Name of the run of LSTM/ });
  await name.fill('My hand, first hour');
  await name.press('Enter');
  await expect(list.getByRole('button', { name: /^Open the run of My hand, first hour/ })).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  await drawer(page).getByLabel('Theme').selectOption('light');
  await drawer(page).getByLabel('Language').selectOption('ko');
  const korean = page.getByRole('group', { name: '저장된 학습' });
  await expect(korean).toContainText('내 숫자로 미세 조정');
  await expect(korean).toContainText('더 새로운 Gatescope');
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByLabel('언어').selectOption('en');
  await page.keyboard.press('Escape');

  await page.reload();
  await expect(notices(page)).toContainText('is saved (My hand, first hour · LSTM');
  await notices(page).getByRole('button', { name: 'Open' }).click();
  await expect(page.getByText('Fine-tuned · test accuracy').first()).toBeVisible();
  await expect(notices(page)).not.toContainText('is saved');
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of the run' }).first()).toHaveValue('8 units');
  expect(await readFile(newer)).toEqual(written);
});
