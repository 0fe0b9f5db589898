import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './scripts/chromium.ts';
import { findElectron } from './scripts/electron.ts';

const executablePath = findChromium();

// Chromium's own sandbox cannot run as root, which is what containers and CI often are.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: 'e2e/journeys',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // Each journey has an engine of its own, which wants a core.
  workers: 1,
  forbidOnly: !!process.env.CI,
  reporter: 'list',
  use: { trace: 'retain-on-failure' },
  projects: [
    {
      name: 'browser',
      use: {
        ...devices['Desktop Chrome'],
        viewport: { width: 1280, height: 800 },
        launchOptions: { args, ...(executablePath && { executablePath }) },
      },
    },
    // The same journeys in the desktop window, wherever Electron's binary is present.
    ...(findElectron() ? [{ name: 'electron' }] : []),
    { name: 'packaged', testDir: 'e2e/packaged' },
  ],
});
