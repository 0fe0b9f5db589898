// Holds P29.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type EngineAssets, youngGenerationMb } from '../protocol/host.ts';
import { startEngineThread } from './engine-thread.ts';

/** Its objects live just long enough to survive a collection; it reports the MB reserved for such objects. */
const wastefulEngine = `
  import { getHeapSpaceStatistics } from 'node:v8';
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ port }) => {
    if (!port) process.exit();
    for (let round = 0; round < 40; round++) {
      const alive = [];
      for (let index = 0; index < 500_000; index++) alive.push({ index });
    }
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    port.postMessage(young.space_size / 2 ** 20);
  });`;

test('keeps the memory for short-lived objects small, however many there are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-thread-'));
  const path = join(folder, 'engine.mjs');
  await writeFile(path, wastefulEngine);
  const thread = startEngineThread(path, {} as EngineAssets, () => undefined);
  try {
    const held = await new Promise((resolve) => thread.connect(false, () => undefined)?.port.once('message', resolve));
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThanOrEqual(youngGenerationMb);
  } finally {
    await thread.close();
    await rm(folder, { recursive: true });
  }
});
