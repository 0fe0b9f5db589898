/** Runs `gatescope likelihood`. */

import type { EngineAssets } from '../../protocol/host.ts';
import { loadMnist } from '../../engine/data/mnist.ts';
import { loadGenerator } from '../../engine/generator/generator-storage.ts';
import { measureWindows } from '../../engine/generator/measure-windows.ts';
import { testImagesOf } from '../../engine/generator/train-generator.ts';
import { computedBy, computedBySentence } from '../shared/computed-by.ts';
import { counted } from '../shared/counted.ts';
import type { Io } from '../shared/io.ts';
import { startPool } from '../shared/open-network.ts';
import { createProgressBar } from '../train/progress-bar.ts';

/**
 * @param folder of a row generator; undefined takes the pretrained one
 * @throws GatescopeError where generator or digits cannot be read; Interruption
 */
export async function measureLikelihood(
  folder: string | undefined,
  json: boolean,
  assets: EngineAssets,
  io: Io,
): Promise<void> {
  const pool = await startPool(assets, io);
  const { units, weights, metadata } = await loadGenerator(folder ?? assets.generatorDirectory);
  const { test } = await loadMnist(assets.dataDirectory);
  const bar = createProgressBar(json ? null : io.terminal, 'Measuring {bar} {percentage} %');
  bar.start(1);
  const measured = { units, weights, labels: metadata?.labels ?? 0 };
  const losses = await measureWindows(
    pool,
    measured,
    test,
    (work) => work(),
    ({ share }) => {
      bar.update(share);
    },
    io.signal,
  ).finally(bar.stop);
  const testImages = testImagesOf(test.count);
  if (json) {
    io.print(JSON.stringify({ losses, testImages, ...computedBy(pool) }));
    return;
  }
  const lines = losses.map(
    ({ window, testLoss }) => `${String(window).padStart(5)}${testLoss.toFixed(1).padStart(10)}`,
  );
  io.print(['    τ    −log p', ...lines].join('\n'));
  const images = counted(testImages, 'test digit');
  io.print(`In nats, mean over the first ${images}.\n${computedBySentence(computedBy(pool))}`);
}
