/** One thread's loss and backward pass, for each place a loss can be taken. */

import type { Interruptible } from '../../../domain/cooperate.ts';
import type { BankPlan, MemoryPlan } from './memory-plan.ts';
import type { Shard } from './shard.ts';
import type { Losses } from './shard-losses.ts';

export function createLossPass(memory: WebAssembly.Memory, plan: MemoryPlan, shard: Shard) {
  const labels = new Uint8Array(memory.buffer, plan.labels, plan.batchSize);
  const lastSteps = new Uint16Array(memory.buffer, plan.lastSteps, plan.batchSize);

  /**
   * After `forward`: the losses, and all gradients of the weights.
   * @param scale 1 / batch, @param own each shard sample's index in the batch
   */
  return function* lossPass(
    bank: BankPlan,
    scale: number,
    truncation: number,
    own: readonly number[],
  ): Interruptible<Losses> {
    switch (plan.loss) {
      case 'last': {
        shard.readout(bank);
        const losses = shard.loss(bank, scale);
        shard.addReadoutGradients();
        yield* shard.backward(truncation, true);
        return losses;
      }
      case 'every': {
        const losses = yield* shard.lossOfEveryStep(bank, scale);
        yield* shard.backward(truncation, true, 'every');
        return losses;
      }
      case 'given': {
        const last = own.map((sample) => lastSteps[sample]);
        const wanted = own.map((sample) => labels[sample]);
        const losses = yield* shard.lossOfGivenSteps(bank, scale, last, wanted);
        yield* shard.backward(truncation, true, { lastSteps: last });
        return losses;
      }
      case 'nextStep': {
        const losses = yield* shard.lossOfNextSteps(bank, scale);
        yield* shard.backward(truncation, true, 'every');
        return losses;
      }
    }
  };
}
