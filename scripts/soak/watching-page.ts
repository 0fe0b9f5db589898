/** The app in a real browser that shows the Lab and is drawn in, and what it uses of the machine. */

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { Unpackr } from 'msgpackr';
import { seeFirstMinute } from '../../e2e/hosts/host.ts';
import { findChromium, installChromium } from '../chromium.ts';

export type PageFigures = {
  /** JavaScript heap in MB, after a collection. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
};

/** Milliseconds: a page may have to wait for the machine's other work. */
export const patience = 300_000;

/** @param address that the host has printed */
export async function openWatchingPage(address: URL) {
  const executablePath = findChromium() ?? (await installChromium());
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(patience);
  const errors: string[] = [];
  let sockets = 0;
  let historiesAsked = 0;
  const unpackr = new Unpackr({ moreTypes: true, structuredClone: true });
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('websocket', (socket) => {
    sockets++;
    socket.on('framesent', ({ payload }) => {
      if (typeof payload === 'string') return;
      const { m: asked } = unpackr.unpack(payload) as { readonly m?: string };
      if (asked === 'getHistory') historiesAsked++;
    });
  });
  await page.addInitScript({ path: join(import.meta.dirname, 'withhold-frames.js') });
  // Its network would come between the runs.
  await page.addInitScript(seeFirstMinute);
  await page.goto(address.href);
  await page.getByRole('group', { name: 'Prediction' }).waitFor();
  // Counters start here.
  while (historiesAsked === 0) await sleep(20);
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Performance.enable');

  return {
    page,
    errors: errors as readonly string[],
    /** How often the page has connected. */
    sockets: () => sockets,
    /** How often it has requested a whole history: once for each run, and again where a step was missing. */
    historiesAsked: () => historiesAsked,
    figures: () => readPageFigures(devTools),
    /** Waits until the curve of losses has so many points. @throws Error where it never has */
    async hasSteps(count: number): Promise<void> {
      await page.getByRole('img', { name: `Loss, chart with ${count} points` }).waitFor();
    },
    draw: () => drawOnPad(page),
    /**
     * Like a hidden window: nothing is painted. @returns a function that shows it again and returns how many frames
     * were requested meanwhile
     */
    async hide(): Promise<() => Promise<number>> {
      await page.evaluate('withholdFrames()');
      return () => page.evaluate<number>('grantFrames()');
    },
    /**
     * Like a tab that has been in the background for long: it does not run at all. @returns a function that wakes it
     */
    async freeze(): Promise<() => Promise<void>> {
      await devTools.send('Page.setWebLifecycleState', { state: 'frozen' });
      return async () => {
        await devTools.send('Page.setWebLifecycleState', { state: 'active' });
      };
    },
    close: () => browser.close(),
  };
}

/** @param devTools of a page, with its `Performance` enabled */
export async function readPageFigures(devTools: CDPSession): Promise<PageFigures> {
  await devTools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devTools.send('Performance.getMetrics');
  const figure = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return { heap: figure('JSHeapUsedSize') / 2 ** 20, nodes: figure('Nodes'), listeners: figure('JSEventListeners') };
}

/** A slanting stroke on an empty pad; the score then shows how it is read. */
export async function drawOnPad(page: Page): Promise<void> {
  const pad = page.getByLabel('Drawing pad');
  const box = await pad.boundingBox();
  if (!box) throw new Error('The drawing pad is not visible.');
  const clear = page.getByRole('button', { name: 'Clear', exact: true });
  if (await clear.isEnabled()) await clear.click();
  await page.mouse.move(box.x + (0.3 + 0.4 * Math.random()) * box.width, box.y + 0.2 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.8 * box.height, { steps: 20 });
  await page.mouse.up();
}
