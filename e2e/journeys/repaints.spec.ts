/** What the page paints while a network trains: counted, not timed. */

import type { Page } from '@playwright/test';
import { expect, stepsDone, test, trainButton } from './fixtures.ts';

/** How often each kind of canvas was painted: frames with a change on it, the most of its kind. */
type Paints = { readonly seconds: number; readonly chart: number; readonly tile: number; readonly still: number };

/** Starts counting in the page, and stops earlier counts. */
async function startCounting(app: Page): Promise<void> {
  await app.evaluate(() => {
    const counting = window as unknown as { paints?: Map<HTMLCanvasElement, Set<unknown>>; since: number };
    counting.since = performance.now();
    if (counting.paints) {
      counting.paints.clear();
      return;
    }
    const paints = (counting.paints = new Map<HTMLCanvasElement, Set<unknown>>());
    const context = CanvasRenderingContext2D.prototype;
    for (const name of ['putImageData', 'drawImage', 'clearRect'] as const) {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the context that paints
      const painted = context[name] as (this: CanvasRenderingContext2D, ...with_: unknown[]) => void;
      Object.assign(context, {
        [name](this: CanvasRenderingContext2D, ...given: unknown[]) {
          const frames = paints.get(this.canvas) ?? new Set();
          paints.set(this.canvas, frames.add(document.timeline.currentTime));
          painted.apply(this, given);
        },
      });
    }
  });
}

function counted(app: Page): Promise<Paints> {
  return app.evaluate(() => {
    const { paints, since } = window as unknown as { paints: Map<HTMLCanvasElement, Set<unknown>>; since: number };
    const most = (selector: string) =>
      Math.max(0, ...[...paints].filter(([canvas]) => canvas.matches(selector)).map(([, frames]) => frames.size));
    return {
      seconds: (performance.now() - since) / 1000,
      chart: most('.uplot canvas'),
      tile: most('.gate canvas'),
      still: most('.pad canvas, .legend canvas'),
    };
  });
}

async function setHidden(app: Page, hidden: boolean): Promise<void> {
  await app.evaluate((isHidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

test('paints changes at a calm pace while a network trains, nothing else, and nothing while hidden', async ({
  app,
}) => {
  await trainButton(app).click();
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(5);
  // The first picture of the new run also paints the pad and the legends, as does a layout that still settles;
  // something painted with every picture would never let this end.
  const stillWhileTiles = async () => {
    await startCounting(app);
    await expect.poll(async () => (await counted(app)).tile).toBeGreaterThan(2);
    return (await counted(app)).still;
  };
  await expect.poll(stillWhileTiles).toBe(0);
  await startCounting(app);
  await expect.poll(async () => (await counted(app)).chart).toBeGreaterThan(4);
  const { seconds, chart, tile } = await counted(app);
  expect(chart).toBeLessThanOrEqual(seconds / 0.3 + 1);
  expect(tile).toBeLessThanOrEqual(seconds / 0.1 + 1);
  expect(tile).toBeGreaterThan(0);

  await setHidden(app, true);
  // Earlier requests may still be painted.
  const hiddenAt = await stepsDone(app);
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(hiddenAt);
  await startCounting(app);
  const before = await stepsDone(app);
  await expect.poll(() => stepsDone(app)).toBeGreaterThan(before + 2);
  expect(await counted(app)).toMatchObject({ chart: 0, tile: 0, still: 0 });

  await setHidden(app, false);
  await expect.poll(async () => (await counted(app)).chart).toBeGreaterThan(0);
  await expect.poll(async () => (await counted(app)).tile).toBeGreaterThan(0);
});
