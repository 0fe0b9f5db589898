/** One thread's shard of a batch: through all layers and the readout, and backward through time. */

import type { KernelExports } from '../builds/exports.ts';
import type { MemoryPlan, ShardPlan } from './memory-plan.ts';
import { createFlow } from './shard-flow.ts';
import { createLosses } from './shard-losses.ts';
import { createPasses } from './shard-passes.ts';
import { createReadout } from './shard-readout.ts';
import { createSamples } from './shard-samples.ts';

export type Shard = ReturnType<typeof createShard>;

/** @param memory that `kernels` was instantiated with */
export function createShard(kernels: KernelExports, memory: WebAssembly.Memory, plan: MemoryPlan, shard: ShardPlan) {
  const common = [kernels, memory, plan, shard] as const;
  const samples = createSamples(...common);
  const readout = createReadout(...common, samples);
  return {
    ...samples,
    ...readout,
    ...createPasses(...common, samples),
    ...createLosses(...common, samples, readout),
    ...createFlow(...common, samples),
  };
}
