import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './scripts/chromium.ts';

const executablePath = findChromium();

// Chromium's own sandbox cannot run as root, which containers and CI often do.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const { GATESCOPE_ELECTRON, GATESCOPE_NO_WINDOW, GATESCOPE_PICTURES } = process.env;
const inWindow = GATESCOPE_ELECTRON !== undefined || GATESCOPE_NO_WINDOW !== undefined;

const chromium = {
  ...devices['Desktop Chrome'],
  viewport: { width: 1280, height: 800 },
  launchOptions: { args, ...(executablePath && { executablePath }) },
};

export default defineConfig({
  testDir: 'e2e/journeys',
  // An ordinary user that runs root's tests may not write here.
  ...(process.env.GATESCOPE_RESULTS !== undefined && { outputDir: process.env.GATESCOPE_RESULTS }),
  // Long enough for a busy machine: it ends what hangs, and measures nothing.
  timeout: 480_000,
  expect: { timeout: 45_000 },
  // Two engines share the cores well, since a journey waits half of its time; two windows would take the focus from one
  // another.
  workers: 2,
  forbidOnly: !!process.env.CI,
  // As in vitest.config.ts.
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'browser', use: chromium },
    // They write into docs, so they run only when asked for.
    ...(GATESCOPE_PICTURES === undefined
      ? []
      : [{ name: 'pictures', testDir: 'e2e/pictures', workers: 1, use: chromium }]),
    // The same journeys in the desktop window, where `scripts/window-tests` has found a place for it.
    ...(inWindow
      ? [
          {
            name: 'electron',
            workers: 1,
            testDir: 'e2e',
            testMatch: ['journeys/*.spec.ts', 'window/*.spec.ts'],
            // Tests the checks, not the app.
            testIgnore: 'journeys/accessibility-checks.spec.ts',
            use: { viewport: { width: 1280, height: 800 } },
          },
        ]
      : []),
    { name: 'packaged', testDir: 'e2e/packaged', workers: 1 },
  ],
});
