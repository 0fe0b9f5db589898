// Holds P17.
/**
 * The packed app itself, without a network. It needs Electron's binary, and Playwright must be able to drive it: `npm
 * run dist:e2e` packs such a one, and GATESCOPE_PACKAGED names its folder.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { findPackagedApp } from '../../scripts/packaged-app.ts';
import { button, draw, prediction, stepsDone, written, trainButton } from '../journeys/fixtures.ts';

const output = process.env.GATESCOPE_PACKAGED;

test.skip(output === undefined, 'GATESCOPE_PACKAGED names no folder with a packed app ("npm run dist:e2e" makes one)');

let userData: string;
let app: ElectronApplication | undefined;
let page: Page;

test.beforeAll(async () => {
  userData = await mkdtemp(join(tmpdir(), 'gatescope-packaged-'));
  app = await _electron.launch({
    executablePath: findPackagedApp(output ?? ''),
    args: [
      `--user-data-dir=${userData}`,
      '--lang=en-US',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      // macOS would ask for a password, which nobody could enter.
      '--use-mock-keychain',
    ],
  });
  page = await app.firstWindow();
});

test.afterAll(async () => {
  await app?.close();
  await rm(userData, { recursive: true });
});

test('runs the packed app from its archive', async () => {
  expect(await app?.evaluate((electron) => electron.app.isPackaged)).toBe(true);
  expect(await app?.evaluate((electron) => electron.app.getAppPath())).toMatch(/app\.asar$/);
});

test('shows what the shipped model reads, and reads what is drawn', async () => {
  await expect(page.getByText('60,000 digits')).toBeVisible();
  await expect(prediction(page)).toHaveText(/^7/);
  await draw(page, ...written.one);
  await expect(prediction(page)).toHaveText(/^1/);
});

test('computes on threads, and trains', async () => {
  await button(page, 'About').click();
  await expect(page.getByText(/^Kernels \S+, threads: [1-9]/)).toBeVisible();
  await expect(page.getByText('Running on one thread')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await trainButton(page).click();
  await expect.poll(() => stepsDone(page)).toBeGreaterThan(20);
  await button(page, 'Pause').click();
});
