/**
 * What does a window cost that watches training? Trains epoch after epoch through the browser host, in turn watched by
 * nobody, by a client that has a digit pinned and takes every message, and by the page itself in headless Chromium, which also
 * paints on the same cores, or is frozen as a tab in the background. Prints the seconds of each epoch's training. Run: `npm run build && npx tsx bench/attached-window.ts`
 */

import { chromium } from '@playwright/test';
import type { EpochRecord } from '../src/protocol/api.ts';
import { findChromium } from '../scripts/chromium.ts';
import { openWatchingPage } from '../scripts/soak/watching-page.ts';
import { connectTo, startHost } from './engine-connection.ts';

const rounds = 4;

const { page, stop } = await startHost();
let onEpoch: ((record: EpochRecord) => void) | null = null;
// Tells when an epoch is over, and nothing is sent to it that a score would need.
const { engine, disconnect } = await connectTo(page, { epoch: (record) => onEpoch?.(record) });
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox'] });

async function epochSeconds(): Promise<number> {
  const epoch = new Promise<EpochRecord>((resolve) => (onEpoch = resolve));
  await engine.trainEpoch(undefined);
  return (await epoch).seconds ?? NaN;
}

const watchers = {
  nobody: () => Promise.resolve(() => Promise.resolve()),
  'a client with a pinned digit': async () => {
    const watcher = await connectTo(page, {});
    await watcher.engine.pin({ source: { kind: 'test', index: 0 } });
    return () => {
      watcher.disconnect();
      return Promise.resolve();
    };
  },
  'the page in Chromium': async () => {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await tab.goto(page.href);
    await tab.getByRole('img').first().waitFor();
    return () => tab.close();
  },
  'the page, frozen': async () => {
    const watcher = await openWatchingPage(page);
    await watcher.freeze();
    return watcher.close;
  },
};

const seconds = Object.fromEntries(Object.keys(watchers).map((name) => [name, [] as number[]]));
await epochSeconds();
for (let round = 0; round < rounds; round++) {
  for (const [name, watch] of Object.entries(watchers)) {
    const leave = await watch();
    seconds[name].push(await epochSeconds());
    await leave();
  }
}
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const alone = median(seconds.nobody);
for (const [name, values] of Object.entries(seconds)) {
  const slower = 100 * (median(values) / alone - 1);
  console.log(`${name}: ${values.map((value) => value.toFixed(2)).join(', ')} s; median ${slower.toFixed(1)} % slower`);
}
disconnect();
await browser.close();
stop();
