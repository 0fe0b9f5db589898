/** The work of a thread, whatever kind of network it is for. */

import type { KernelExports } from '../builds/exports.ts';
import type { MemoryPlan } from '../recurrent/memory-plan.ts';
import type { TransformerPlan } from '../transformer/memory-plan.ts';
import { createTransformerWork } from '../transformer/work.ts';
import { createWork } from './work.ts';

/** Both kinds have the barrier's counters and a shard for each thread. */
export type AnyPlan = MemoryPlan | TransformerPlan;

/** @param meet waits for all other threads; with one thread it does nothing */
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
