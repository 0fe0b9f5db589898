/** Each journey gets the app on an engine of its own: in Chromium over the browser host, or in Electron's window. */

import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Locator, type Page, test as base } from '@playwright/test';
import { createBrowserHost } from '../hosts/browser-host.ts';
import { createCheckpointFolder } from '../../src/engine/training/checkpoint-folder.ts';
import type { Host } from '../hosts/host.ts';
import { createWindowHost } from '../hosts/window-host.ts';

type Fixtures = {
  /** The page, opened and showing the pretrained model's reading of a test digit. */
  readonly app: Page;
  /** Runs the app; a journey opens its page itself unless it uses `app`. */
  readonly host: Host;
  /** Whether the first minute begins by itself. */
  readonly isFirstStart: boolean;
  /** Skips, and so counts, journeys without a window. */
  readonly place: undefined;
};

type WorkerFixtures = {
  /** Starts Chromium, which the window does not need. */
  readonly launchBrowser: () => Promise<Browser>;
};

export { expect };

export const test = base.extend<Fixtures, WorkerFixtures>({
  launchBrowser: [
    async ({ playwright, launchOptions }, use) => {
      let browser: Promise<Browser> | undefined;
      await use(() => (browser ??= playwright.chromium.launch(launchOptions)));
      await (await browser)?.close();
    },
    { scope: 'worker' },
  ],
  place: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants the fixtures that one needs named in a pattern
    async ({}, use) => {
      const { GATESCOPE_NO_WINDOW } = process.env;
      test.skip(isWindow() && GATESCOPE_NO_WINDOW !== undefined, GATESCOPE_NO_WINDOW ?? '');
      await use(undefined);
    },
    { auto: true },
  ],
  isFirstStart: [false, { option: true }],
  host: async ({ launchBrowser, contextOptions, viewport, isFirstStart }, use) => {
    const host = isWindow()
      ? await createWindowHost({ size: viewport, isFirstStart })
      : await createBrowserHost(await launchBrowser(), { ...contextOptions, isFirstStart });
    await use(host);
    await host.close();
  },
  app: async ({ host }, use) => {
    const page = await host.open();
    await expect(prediction(page)).toHaveText(/^7/);
    await use(page);
  },
});

/** Whether these journeys are in the desktop window. */
export function isWindow(): boolean {
  return test.info().project.name === 'electron';
}

export function prediction(page: Page): Locator {
  return page.getByRole('group', { name: 'Prediction' });
}

/** The number in “step 1,234” of the top bar. */
export async function stepsDone(page: Page): Promise<number> {
  const text = await page
    .getByText(/^step [\d,]+/i)
    .first()
    .innerText();
  return Number(/[\d,]+/.exec(text)?.[0].replaceAll(',', ''));
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** In the top bar; without a run of one's own it says that it begins one. */
export function trainButton(page: Page): Locator {
  return page.getByRole('banner').getByRole('button', { name: /^Train( from scratch)?$/ });
}

/** Axe's findings in the present page, one line each. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  // Legacy mode: Electron cannot open the blank page that axe otherwise uses; there are no frames to miss.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Draws with the mouse along points given as shares (0 to 1) of the pad. */
export async function draw(page: Page, ...strokes: (readonly (readonly [number, number])[])[]): Promise<void> {
  const box = await page.getByLabel('Drawing pad').boundingBox();
  if (!box) throw new Error('The drawing pad is not visible.');
  for (const stroke of strokes) {
    const [first, ...rest] = stroke.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const);
    await page.mouse.move(...first);
    await page.mouse.down();
    for (const point of rest) await page.mouse.move(...point, { steps: 8 });
    await page.mouse.up();
  }
}

/** Strokes of digits as people write them. */
export const written = {
  one: [
    [
      [0.5, 0.2],
      [0.5, 0.8],
    ],
  ],
  seven: [
    [
      [0.3, 0.25],
      [0.7, 0.25],
      [0.45, 0.8],
    ],
  ],
} as const;

/** Trains a few steps, pauses, and waits until they are on the disk. @returns how many */
export async function trainAndPause(page: Page, userData: string): Promise<number> {
  await trainButton(page).click();
  await expect.poll(() => stepsDone(page)).toBeGreaterThan(3);
  await button(page, 'Pause').click();
  await expect(trainButton(page)).toBeEnabled();
  const steps = await stepsDone(page);
  const checkpoints = createCheckpointFolder(userData);
  await expect.poll(async () => (await checkpoints.list()).at(0)?.step).toBe(steps);
  return steps;
}
