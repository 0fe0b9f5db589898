/** A thread's work for either kind of network. */

import type { KernelExports } from '../builds/exports.ts';
import type { MemoryPlan } from '../recurrent/memory-plan.ts';
import type { TransformerPlan } from '../transformer/memory-plan.ts';
import { createTransformerWork } from '../transformer/work.ts';
import { createWork } from './work.ts';

/** Both kinds have the barrier's counters and one shard per thread. */
export type AnyPlan = MemoryPlan | TransformerPlan;

/** @param meet waits for all other threads; a no-op with one thread */
export function createAnyWork(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: AnyPlan,
  thread: number,
  meet: () => void,
): ReturnType<typeof createWork> {
  return plan.kind === 'transformer'
    ? createTransformerWork(kernels, memory, plan, thread, meet)
    : createWork(kernels, memory, plan, thread, meet);
}
