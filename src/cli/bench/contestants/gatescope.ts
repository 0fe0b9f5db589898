/** Ourselves, through the engine as the app uses it. */

import { startBackend } from '../../../engine/backend.ts';
import { runAtOnce } from '../../../engine/cooperate.ts';
import { gatherSequences } from '../../../engine/data/sequence.ts';
import { defaultRecipe } from '../../../engine/models/config.ts';
import { initialWeights } from '../../../engine/models/initial-weights.ts';
import { createLstmNetwork } from '../../../engine/models/lstm-network.ts';
import { softmax } from '../../../engine/models/readout.ts';
import { evaluate } from '../../../engine/training/evaluate.ts';
import { createTrainer } from '../../../engine/training/trainer.ts';
import type { Recipe } from '../../../protocol/api.ts';
import type { Order } from '../messages.ts';
import { createBatches } from './batches.ts';
import type { Contestant } from './contestant.ts';

/** @throws Error where it has no kernels of that name */
export async function createContestant({ wasmDirectory, kernels }: Order): Promise<Contestant> {
  if (kernels !== null) throw new Error(`there are no kernels "${kernels}"`);
  const runtime = `Node ${process.versions.node}`;
  await startBackend(wasmDirectory, runtime);
  return {
    title: `Gatescope, ${runtime}`,
    prepare({ cell, units, batch, seed, ...task }, { train, test }) {
      if (cell !== 'lstm') throw new Error(`there is no ${cell.toUpperCase()} yet`);
      const recipe: Recipe = { ...defaultRecipe, cell, units, batchSize: batch, seed };
      const network = createLstmNetwork(recipe, initialWeights(recipe, seed));
      const trainer = createTrainer(network, train, recipe);
      const nextBatch = createBatches(test, { ...task, cell, units, batch, seed });
      const digit = gatherSequences(test.images, Uint32Array.of(0));
      return Promise.resolve({
        trainStep: () => Promise.resolve(runAtOnce(trainer.trainStep()).samples),
        readBatch() {
          runAtOnce(network.logits(gatherSequences(test.images, nextBatch())));
          return Promise.resolve(batch);
        },
        readDigit() {
          softmax(runAtOnce(network.logits(digit)));
          return Promise.resolve();
        },
        traceDigit() {
          network.trace(digit, null);
          return Promise.resolve();
        },
        accuracy: () => Promise.resolve(runAtOnce(evaluate(network, test)).accuracy),
        dispose() {
          network.dispose();
        },
      });
    },
  };
}
