/** A few seconds of what `npm run soak -- hours` does for hours: the built host trains, watched by a real browser. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { judgeHours } from '../../scripts/soak/hours-verdict.ts';
import { trainForHours } from '../../scripts/soak/hours.ts';

let folders: string[];
beforeEach(async () => {
  folders = await Promise.all(['user', 'reports'].map((name) => mkdtemp(join(tmpdir(), `gatescope-${name}-`))));
});
afterEach(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

test.skipIf(process.platform !== 'linux')('a page that watches run after run is told each step of them', async () => {
  const [userData, reports] = folders;
  const onSample = vi.fn();
  const figures = await trainForHours(userData, reports, { seconds: 6, sampleSeconds: 2, epochs: 1, onSample });

  expect(figures.gaps).toEqual([]);
  expect(figures.runs).toBeGreaterThan(1);
  expect(figures.steps).toBe(figures.runs * 469);
  expect(figures.samples.length).toBe(onSample.mock.calls.length);
  const { wasm, heap, resident, page } = figures.samples[figures.samples.length - 1];
  for (const figure of [wasm, heap, resident, page.heap, page.nodes]) expect(figure).toBeGreaterThan(0);
  // Its two networks: of the run that is shown and of the one that can be brought back.
  expect(wasm).toBeLessThan(50);
  expect(judgeHours(figures).lines).toHaveLength(8);
});
