/**
 * Measures how responsive the Lab is while a network trains. Trains LSTM-128 through the browser host with the Lab open
 * in headless Chromium, and prints the page's frames per second, how long a person waits for actions in the score, and
 * how long the engine takes to answer. Run: `npm run build && npx tsx bench/frame-rate.ts`
 */

import { chromium, type Page } from '@playwright/test';
import { seeFirstMinute } from '../e2e/hosts/host.ts';
import { findChromium } from '../scripts/chromium.ts';
import { connectTo, startHost } from './engine-connection.ts';

const seconds = 8;
const times = 15;

const { page: address, stop } = await startHost();
const { engine, disconnect } = await connectTo(address, {});
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox'] });

/** Intervals between animation frames, in milliseconds, ascending. */
async function frames(page: Page): Promise<number[]> {
  const intervals = await page.evaluate(
    (ms) =>
      new Promise<number[]>((resolve) => {
        const found: number[] = [];
        let last = performance.now();
        const end = last + ms;
        const tick = (now: number) => {
          found.push(now - last);
          last = now;
          if (now < end) requestAnimationFrame(tick);
          else resolve(found);
        };
        requestAnimationFrame(tick);
      }),
    1000 * seconds,
  );
  return intervals.slice(1).sort((a, b) => a - b);
}

async function printFrames(name: string, page: Page): Promise<void> {
  const intervals = await frames(page);
  const sum = intervals.reduce((total, interval) => total + interval, 0);
  const slow = intervals.filter((interval) => interval > 25).length;
  const at = (share: number) => intervals[Math.floor(share * (intervals.length - 1))].toFixed(1);
  console.log(
    `${name}: ${((1000 * intervals.length) / sum).toFixed(1)} frames/s; median ${at(0.5)} ms, 99 % ${at(0.99)} ms, ` +
      `longest ${at(1)} ms; ${slow} of ${intervals.length} took over 25 ms`,
  );
}

async function printWaits(name: string, act: (turn: number) => Promise<number>): Promise<void> {
  const waits: number[] = [];
  for (let turn = 0; turn < times; turn++) waits.push(await act(turn));
  waits.sort((a, b) => a - b);
  console.log(`${name}: median ${waits[times >> 1].toFixed(1)} ms, longest ${waits[times - 1].toFixed(1)} ms`);
}

/**
 * Milliseconds from an event on an element until the page has painted the expected state.
 * @param act acts on `element`, and `done` tests the expected state, as expressions of the page
 */
function wait(page: Page, selector: string, act: string, done: string): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const element = document.querySelector(${JSON.stringify(selector)});
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const started = performance.now();
    ${act};
    do await nextFrame(); while (!(${done}) && performance.now() - started < 5000);
    await nextFrame();
    return performance.now() - started;
  })()`);
}

const press = (key: string) => `element.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true }))`;
const change = `element.dispatchEvent(new Event('change', { bubbles: true }))`;

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
  // Code that tsx compiles refers to a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript(seeFirstMinute);
  await page.goto(address.href);
  await page.getByRole('group', { name: 'Prediction' }).waitFor();
  await printFrames('at rest', page);
  await engine.train(undefined);
  await page.waitForTimeout(2000);
  await printFrames('while training, the Lab open', page);
  await page.keyboard.press('Alt+4');
  await page.waitForTimeout(500);
  await printFrames('while training, the lessons open', page);
  await page.keyboard.press('Alt+1');
  await page.waitForTimeout(500);

  const scrubber = '[role=slider][aria-orientation=vertical]';
  await printWaits('scrub by a row', (turn) => {
    const [key, row] = turn % 2 ? ['ArrowDown', 28] : ['ArrowUp', 27];
    return wait(page, scrubber, press(key), `element.ariaValueNow === '${row}'`);
  });
  // Digit 0 is a 7, digit 1 a 2: the note under the chooser shows when the trace is there.
  await printWaits('show another digit', (turn) => {
    const [index, label] = turn % 2 ? [0, 7] : [1, 2];
    const note = `document.querySelector('.digit > p')?.innerText.includes('${label}')`;
    return wait(page, '.chooser input', `element.value = ${index}; ${change}`, note);
  });
  await printWaits('order the units', (turn) =>
    wait(page, '.legends select', `element.selectedIndex = ${(turn + 1) % 2}; ${change}`, 'true'),
  );
  await page.getByRole('combobox', { name: 'Units' }).selectOption('by similarity');
  await printFrames('while training, units by similarity', page);
  await page.getByRole('combobox', { name: 'Units' }).selectOption('by number');
  const toggle = '.player button[aria-pressed]';
  await printWaits('show the saliency', async () => {
    const shown = await wait(page, toggle, 'element.click()', `document.querySelector('.saliency')`);
    await wait(page, toggle, 'element.click()', `!document.querySelector('.saliency')`);
    return shown;
  });

  const asked = async (ask: () => Promise<unknown>) => {
    const started = performance.now();
    await ask();
    return performance.now() - started;
  };
  const source = { kind: 'test', index: 0 } as const;
  const ablation = { layer: 0, clamp: { gate: 'forgetGate', at: 0 }, silenced: [3], heads: [], forgetBias: 0 } as const;
  await printWaits('engine: trace', () => asked(() => engine.pin({ source })));
  await printWaits('engine: trace with the saliency', () => asked(() => engine.pin({ source, saliency: true })));
  await printWaits('engine: trace of the ablated network', () => asked(() => engine.pin({ source, ablation })));
  await engine.pin({ source: null });
  console.log(
    `engine: index of 10,000 digits: ${(await asked(() => engine.indexTrajectories(undefined))).toFixed(0)} ms`,
  );
  for (const until of [9, 18, 27]) {
    await printWaits(`engine: nearest of 10,000 until row ${until + 1}`, (turn) =>
      asked(() => engine.findNeighbours({ source: { kind: 'test', index: turn * 97 }, until, count: 12 })),
    );
  }
  await engine.pause(undefined);
  console.log(`engine: index at rest: ${(await asked(() => engine.indexTrajectories(undefined))).toFixed(0)} ms`);
  console.log(`engine: evaluation at rest: ${(await asked(() => engine.evaluate(undefined))).toFixed(0)} ms`);
  await printWaits('engine: nearest of 10,000 at rest', (turn) =>
    asked(() => engine.findNeighbours({ source: { kind: 'test', index: turn * 97 }, until: 27, count: 12 })),
  );
} finally {
  disconnect();
  await browser.close();
  stop();
}
