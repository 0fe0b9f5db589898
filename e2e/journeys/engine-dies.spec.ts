// Holds P11.
/** An engine that dies during a request: nothing hangs, and what is lost is reported. */

import type { Page } from '@playwright/test';
import { barsPair, labelsOf } from '../../src/engine/own-data/testing/files.ts';
import type { Host } from '../hosts/host.ts';
import { accessibilityViolations, button, expect, prediction, stepsDone, test, trainButton } from './fixtures.ts';
import { keep, openMyDigits, sevenTo } from './kept-digits.ts';

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' });

async function open(host: Host): Promise<Page> {
  const page = await host.open();
  await expect(prediction(page)).toHaveText(/^7/);
  return page;
}

test('reports a run that dies in its first seconds with its steps, and resumes it where it was saved', async ({
  host,
}) => {
  const page = await open(host);
  await trainButton(page).click();
  await expect.poll(() => stepsDone(page)).toBeGreaterThan(3);
  await host.killEngine();
  await expect(notices(page)).toContainText(/Your run (was at step [\d,]+ and )?is saved at step [\d,]+[.;]/);
  await notices(page).getByRole('button', { name: 'Resume' }).click();
  await expect(button(page, 'Pause')).toBeEnabled();
  await expect.poll(() => stepsDone(page)).toBeGreaterThan(3);
  await button(page, 'Pause').click();
});

test('reports that files of a data set were cut off, and sends them again', async ({ host }) => {
  const page = await open(host);
  // 31 MB of images, which take seconds to arrive.
  const files = barsPair(labelsOf(40_000, 10)).map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) }));
  const dialog = page.getByRole('dialog', { name: 'Open a data set' });
  const opening = host.openByKey(page, files);
  await expect(dialog).toBeVisible();
  await host.killEngine();
  await opening;
  await expect(dialog.getByRole('alert')).toContainText('The engine stopped before the data set was open.');
  await expect(dialog.getByRole('progressbar')).toHaveCount(0);
  expect(await accessibilityViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(notices(page)).toContainText('The engine stopped and was restarted.');

  await host.openByKey(page, files);
  await expect(dialog).toContainText('in 10 classes.', { timeout: 60_000 });
});

test('reports a fine-tuning that was cut off, and starts it again', async ({ host }) => {
  const page = await open(host);
  for (let x = 0; x < 11; x++) await keep(page, sevenTo(0.3 + x / 40), '7');
  await openMyDigits(page);
  await button(page, 'Fine-tune …').click();
  const dialog = page.getByRole('dialog', { name: 'Fine-tune on my digits' });
  const start = dialog.getByRole('button', { name: /^Fine-tune/ });
  await start.click();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await host.killEngine();
  await expect(dialog.getByRole('progressbar')).toHaveCount(0);
  await expect(start).toBeEnabled({ timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(notices(page)).toContainText('Fine-tuning was interrupted; what it had learned is lost.');
});

test('says that a network comes from a file, and that it is no longer open once its engine has died', async ({
  host,
}) => {
  const page = await open(host);
  await button(page, 'Evaluate').click();
  await expect(button(page, 'Evaluate')).toBeEnabled({ timeout: 30_000 });
  await button(page, 'Open, save, export').click();
  const file = await host.saved(page, () => button(page, 'Save: Gatescope (.gatescope)').click());
  await page.keyboard.press('Escape');
  await host.openByKey(page, [file]);
  const facts = page.getByRole('region', { name: 'Charts of the run' });
  await expect(facts).toContainText(`This network comes from ${file.name}.`);
  await expect(facts).not.toContainText('guesses');
  await host.killEngine();
  await expect(notices(page)).toContainText(`${file.name} is no longer open. Open it again.`);
  await expect(facts).toContainText('This network is pretrained');
});
