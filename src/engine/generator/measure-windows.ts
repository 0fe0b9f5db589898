/** −log p of the test digits against the window τ, with one generator whose past is shortened. */

import type { DigitSet } from '../../domain/digit-set.ts';
import { generatorWindows, type WindowCurve } from '../../protocol/generator.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Weight } from '../models/network.ts';
import { createGeneratorNetwork, type GeneratorNetwork } from './generator-network.ts';
import { measureGenerator, testImagesOf } from './train-generator.ts';

export type MeasuredGenerator = Pick<GeneratorNetwork, 'units' | 'labels'> & { readonly weights: readonly Weight[] };

/**
 * @param inTurn runs each batch when the threads are free
 * @param onProgress is told the curve so far after each batch
 * @throws the signal's reason once aborted
 * @throws GatescopeError `memoryShort` if the machine has too little memory
 */
export async function measureWindows(
  pool: KernelPool,
  { units, labels, weights }: MeasuredGenerator,
  test: DigitSet,
  inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>,
  onProgress: (curve: WindowCurve) => void,
  signal?: AbortSignal,
): Promise<WindowCurve['losses']> {
  const losses: WindowCurve['losses'][number][] = [];
  const total = generatorWindows.length * testImagesOf(test.count);
  let measured = 0;
  for (const window of generatorWindows) {
    // What is predicted takes a row, too.
    const network = createGeneratorNetwork(pool, units, weights, { labels, seenRows: window + 1 });
    try {
      const reader = {
        seenRows: network.seenRows,
        logits: (images: Uint8Array) => inTurn(() => network.logits(images)),
      };
      const testLoss = await measureGenerator(reader, test, signal, (count) => {
        measured += count;
        onProgress({ measuring: true, share: measured / total, losses: [...losses] });
      });
      if (testLoss !== null) losses.push({ window, testLoss });
    } finally {
      network.dispose();
    }
  }
  return losses;
}
