/**
 * Measures the cost of a window that watches training. Trains epoch after epoch through the browser host, in turn
 * unwatched, watched by a client that has a digit pinned and takes every message, and by the page itself in headless
 * Chromium, which also paints on the same cores, is hidden, or is frozen as a background tab. The network is small, so
 * that events cost much beside computing. Prints the seconds of each epoch's training, and the host's processor time
 * for it (Linux), which says more on a busy machine. Run: `npm run build && npx tsx bench/attached-window.ts`
 */

import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { median } from '../src/cli/bench/statistics.ts';
import { defaultRecipe } from '../src/domain/recipe/config.ts';
import type { EpochRecord } from '../src/protocol/run.ts';
import { findChromium } from '../scripts/chromium.ts';
import { openWatchingPage } from '../scripts/soak/watching-page.ts';
import { connectTo, startHost } from './engine-connection.ts';

const rounds = 8;

const { page, pid, stop } = await startHost();
let onEpoch: ((record: EpochRecord) => void) | null = null;
// Reports when an epoch is over, and is sent nothing that a score would need.
const { engine, disconnect } = await connectTo(page, { epoch: (record) => onEpoch?.(record) });
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox'] });

type Cost = { readonly seconds: number; readonly processorSeconds: number };

async function trainEpoch(): Promise<Cost> {
  const epoch = new Promise<EpochRecord>((resolve) => (onEpoch = resolve));
  const before = processorSeconds();
  await engine.trainEpoch(undefined);
  const { seconds } = await epoch;
  return { seconds: seconds ?? NaN, processorSeconds: processorSeconds() - before };
}

/** Of the host and all its threads until now: `utime` and `stime` of proc_pid_stat(5), in hundredths of a second. */
function processorSeconds(): number {
  if (process.platform !== 'linux') return NaN;
  const [, fields] = readFileSync(`/proc/${pid ?? 0}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return (user + system) / 100;
}

/** @returns a function that closes the page */
async function watchAs(state: 'hide' | 'freeze'): Promise<() => Promise<void>> {
  const watcher = await openWatchingPage(page);
  await watcher[state]();
  return watcher.close;
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
  'the page, hidden': () => watchAs('hide'),
  'the page, frozen': () => watchAs('freeze'),
};

const costs = Object.fromEntries(Object.keys(watchers).map((name) => [name, [] as Cost[]]));
await engine.restart({ recipe: { ...defaultRecipe, units: 32, epochs: 100 } });
await trainEpoch();
for (let round = 0; round < rounds; round++) {
  for (const [name, watch] of Object.entries(watchers)) {
    const leave = await watch();
    costs[name].push(await trainEpoch());
    await leave();
  }
}

for (const measure of ['seconds', 'processorSeconds'] as const) {
  const alone = median(costs.nobody.map((cost) => cost[measure]));
  for (const [name, all] of Object.entries(costs)) {
    const values = all.map((cost) => cost[measure]);
    const ratio = (median(values) / alone).toFixed(2);
    console.log(`${measure}, ${name}: ${values.map((value) => value.toFixed(2)).join(', ')}; median × ${ratio}`);
  }
}
disconnect();
await browser.close();
stop();
