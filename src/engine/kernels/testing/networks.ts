/** Networks on a build, all of their work on the test's own thread. */

import { createKernelNetwork, type KernelNetwork } from '../kernel-network.ts';
import type { LoadedKernels } from '../instantiate.ts';
import { stayOnThread } from '../pool.ts';
import type { Case } from './cases.ts';

export function openNetwork(kernels: LoadedKernels, { shape, weights, batch }: Case): KernelNetwork {
  const pool = stayOnThread(kernels, () => undefined);
  return createKernelNetwork(pool, shape, batch.labels.length, weights);
}
