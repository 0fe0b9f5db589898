/** Each journey gets the app on an engine of its own: in Chromium over the browser host, or in Electron's window. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import {
  _electron,
  type Browser,
  type BrowserContextOptions,
  expect,
  type Locator,
  type Page,
  test as base,
} from '@playwright/test';
import { startHostOn } from '../../bench/engine-connection.ts';
import { findElectron } from '../../scripts/electron.ts';
import { root } from '../../scripts/run.ts';

type Fixtures = {
  /** The page, opened and showing the pretrained model's reading of a test digit. */
  readonly app: Page;
};

export { expect };

export const test = base.extend<Fixtures>({
  app: async ({ browser, contextOptions }, use, { project }) => {
    const opened = project.name === 'electron' ? await openWindow() : await openInBrowser(browser, contextOptions);
    await expect(prediction(opened.page)).toHaveText(/^7/);
    await use(opened.page);
    await opened.close();
  },
});

type Opened = { readonly page: Page; readonly close: () => Promise<void> };

async function openInBrowser(browser: Browser, options: BrowserContextOptions): Promise<Opened> {
  const userData = await mkdtemp(join(tmpdir(), 'gatescope-user-'));
  const { page: address, process: server } = await startHostOn(userData);
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(address.href);
  return {
    page,
    async close() {
      await context.close();
      const exited = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await exited;
      await rm(userData, { recursive: true });
    },
  };
}

async function openWindow(): Promise<Opened> {
  const userData = await mkdtemp(join(tmpdir(), 'gatescope-window-'));
  const executablePath = findElectron();
  const app = await _electron.launch({
    args: [root, `--user-data-dir=${userData}`, '--lang=en-US'],
    ...(executablePath && { executablePath }),
  });
  return {
    page: await app.firstWindow(),
    async close() {
      await app.close();
      await rm(userData, { recursive: true });
    },
  };
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

/** Of the top bar; before there is a run of one's own it says that it begins one. */
export function trainButton(page: Page): Locator {
  return page.getByRole('banner').getByRole('button', { name: /^Train( from scratch)?$/ });
}

/** What axe-core finds wrong in the page as it stands, one line each. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  // Legacy mode: Electron cannot open the blank page that axe otherwise works in; there are no frames to miss.
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
