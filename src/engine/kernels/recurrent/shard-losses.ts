/** One shard's loss, and its gradients with respect to the top layer's states. */

import type { Interruptible } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
import type { BankPlan, MemoryPlan, ShardPlan } from './memory-plan.ts';
import { blocksOf, lineBytes } from './shape.ts';
import type { Readout } from './shard-readout.ts';
import type { Samples } from './shard-samples.ts';

/** Sums over the shard's samples: loss in nats, and number of correct answers. */
export type Losses = { readonly loss: number; readonly correct: number };

export function createLosses(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: MemoryPlan,
  shard: ShardPlan,
  samples: Samples,
  readout: Readout,
) {
  const { shape, tileRows } = plan;
  const { steps, classes } = shape;
  const classBlocks = blocksOf(classes);
  const [bottom] = shard.layers;
  const top = shard.layers[shard.layers.length - 1];
  const results = new Float64Array(memory.buffer, shard.results, 2);

  /** Turns a step's logits into their gradients. @param scale 1 / batch */
  function crossEntropy(scale: number): Losses {
    kernels.crossEntropy(
      ...([samples.tiles(), classBlocks, classes, shard.logits, shard.labels, scale, shard.results] as const),
    );
    const [loss, correct] = results;
    return { loss, correct };
  }

  /** Zeroes the gradients from above of a step's states. */
  function clearStates(step: number): void {
    const gradient = top.hiddenGradient + (step + 1) * top.stateStep;
    for (let tile = 0; tile < samples.tiles(); tile++) {
      samples.clear(gradient + tile * top.stateTile, blocksOf(shape.units) * tileRows * lineBytes);
    }
  }

  return {
    /** Cross-entropy at the last step, after `readout`; its gradient goes to the last states. @param scale 1 / batch */
    loss(bank: BankPlan, scale: number): Losses {
      const losses = crossEntropy(scale);
      readout.readoutBackward(bank, steps - 1);
      return losses;
    },

    /**
     * Mean cross-entropy over all steps, and all gradients of the readout. Correct answers count at the last step only.
     * @param scale 1 / batch
     */
    *lossOfEveryStep(bank: BankPlan, scale: number): Interruptible<Losses> {
      let loss = 0;
      let correct = 0;
      for (let step = 0; step < steps; step++) {
        readout.readout(bank, step);
        const losses = crossEntropy(scale / steps);
        loss += losses.loss / steps;
        correct = losses.correct;
        readout.addReadoutGradients(step);
        readout.readoutBackward(bank, step);
        yield;
      }
      return { loss, correct };
    },

    /** The same for each sample's cross-entropy at its own last step. */
    *lossOfGivenSteps(
      bank: BankPlan,
      scale: number,
      lastSteps: readonly number[],
      labels: readonly number[],
    ): Interruptible<Losses> {
      let loss = 0;
      let correct = 0;
      for (let step = 0; step < steps; step++) {
        if (!lastSteps.includes(step)) {
          clearStates(step);
          continue;
        }
        lastSteps.forEach((last, sample) => {
          samples.setLabel(sample, last === step ? labels[sample] : null);
        });
        readout.readout(bank, step);
        const losses = crossEntropy(scale);
        loss += losses.loss;
        correct += losses.correct;
        readout.addReadoutGradients(step);
        readout.readoutBackward(bank, step);
        yield;
      }
      return { loss, correct };
    },

    /** The same for each step's prediction of the next inputs: cross-entropy summed over inputs and steps. */
    *lossOfNextSteps(bank: BankPlan, scale: number): Interruptible<Losses> {
      let loss = 0;
      for (let step = 0; step < steps - 1; step++) {
        readout.readout(bank, step);
        const targets = bottom.inputs + (step + 1) * bottom.inputStep;
        loss += kernels.bernoulliLoss(
          ...([samples.tiles(), classBlocks, classes] as const),
          ...([shard.logits, targets, bottom.inputTile, shard.labels, scale] as const),
        );
        readout.addReadoutGradients(step);
        readout.readoutBackward(bank, step);
        yield;
      }
      clearStates(steps - 1);
      return { loss, correct: 0 };
    },
  };
}
