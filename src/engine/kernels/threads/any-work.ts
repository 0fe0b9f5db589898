/** A thread's work for any kind of network. */

import type { KernelExports } from '../builds/exports.ts';
import type { ReaderPlan } from '../reader/memory-plan.ts';
import { createReaderWork } from '../reader/work.ts';
import type { MemoryPlan } from '../recurrent/memory-plan.ts';
import type { TransformerPlan } from '../transformer/memory-plan.ts';
import { createTransformerWork } from '../transformer/work.ts';
import type { PairPlan } from '../transformer-pair/memory-plan.ts';
import { createPairWork } from '../transformer-pair/work.ts';
import { createWork } from './work.ts';

/** All kinds have the barrier's counters and one shard per thread. */
export type AnyPlan = MemoryPlan | TransformerPlan | ReaderPlan | PairPlan;

/** @param meet waits for all other threads; a no-op with one thread */
export function createAnyWork(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: AnyPlan,
  thread: number,
  meet: () => void,
): ReturnType<typeof createWork> {
  switch (plan.kind) {
    case 'transformer':
      return createTransformerWork(kernels, memory, plan, thread, meet);
    case 'reader':
      return createReaderWork(kernels, memory, plan, thread, meet);
    case 'transformerPair':
      return createPairWork(kernels, memory, plan, thread, meet);
    case 'recurrent':
      return createWork(kernels, memory, plan, thread, meet);
  }
}
