/** One thread's part of a batch: through all layers and the readout, and back through time. */

import type { KernelExports } from '../builds/exports.ts';
import type { MemoryPlan, SharePlan } from './memory-plan.ts';
import { createFlow } from './share-flow.ts';
import { createLosses } from './share-losses.ts';
import { createPasses } from './share-passes.ts';
import { createReadout } from './share-readout.ts';
import { createSamples } from './share-samples.ts';

export type Share = ReturnType<typeof createShare>;

/** @param memory that `kernels` was instantiated with */
export function createShare(kernels: KernelExports, memory: WebAssembly.Memory, plan: MemoryPlan, share: SharePlan) {
  const common = [kernels, memory, plan, share] as const;
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
