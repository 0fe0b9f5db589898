/** Starts what computes: the build that suits this machine, on as many threads as it has cores. */

import { availableParallelism } from 'node:os';
import type { EngineAssets } from '../../protocol/host.ts';
import type { Breathe } from '../cooperate.ts';
import { messageOf } from '../../protocol/errors.ts';
import { chooseKernels } from './choose-kernels.ts';
import { type KernelPool, startThreads, stayOnThread } from './pool.ts';

/** A batch of 128 keeps no more busy: each thread's part of the weights' work would outgrow its samples'. */
const mostThreads = 8;

export type StartedKernels = {
  readonly pool: KernelPool;
  /** Why everything runs on one thread, which is slower; else null. */
  readonly fallbackReason: string | null;
};

/**
 * @param preferred as for {@link chooseKernels}
 * @throws Error where no build runs on this machine, or not the one that was asked for
 */
export async function startKernels(
  { kernelDirectory, threadFile, threadOptions, threads, kernels }: EngineAssets,
  breathe: Breathe,
  preferred?: string,
): Promise<StartedKernels> {
  const chosen = await chooseKernels(kernelDirectory, kernels, preferred);
  const count = threads ?? Math.min(availableParallelism(), mostThreads);
  try {
    return { pool: await startThreads(chosen, count, threadFile, threadOptions), fallbackReason: null };
  } catch (error) {
    const reason = messageOf(error);
    return { pool: stayOnThread(chosen, breathe), fallbackReason: `No thread could be started: ${reason}` };
  }
}
