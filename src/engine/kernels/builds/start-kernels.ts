/** Starts the kernels: the build that suits this machine, with one thread per core. */

import type { EngineAssets } from '../../../protocol/host.ts';
import type { Breathe } from '../../../domain/cooperate.ts';
import { messageOf } from '../../../domain/errors.ts';
import { limits } from '../../../domain/limits/limits.ts';
import { coreCount } from '../../system/machine.ts';
import { loadKernels } from './load-kernels.ts';
import { type KernelPool, startThreads, stayOnThread } from '../threads/pool.ts';

export type StartedKernels = {
  readonly pool: KernelPool;
  /** Why everything runs on one thread, which is slower; else null. */
  readonly fallbackReason: string | null;
};

/**
 * @param preferred name of a build, used before the default order if none is forced
 * @throws Error if no build runs on this machine, or not the forced one
 */
export async function startKernels(
  { kernelDirectory, threadFile, threadOptions, threads, kernels, choice }: EngineAssets,
  breathe: Breathe,
  preferred?: string,
): Promise<StartedKernels> {
  const chosen = await loadKernels(kernelDirectory, {
    forced: kernels,
    preferred: [preferred, choice?.kernels].filter((name) => typeof name === 'string'),
    paired: choice?.paired,
  });
  const count = threads ?? Math.min(coreCount(), limits.maxThreadsUnasked);
  try {
    return { pool: await startThreads(chosen, count, threadFile, threadOptions), fallbackReason: null };
  } catch (error) {
    const reason = messageOf(error);
    return { pool: stayOnThread(chosen, breathe), fallbackReason: `No thread could be started: ${reason}` };
  }
}
