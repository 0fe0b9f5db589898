/** Networks on a build that run entirely on the test's own thread. */

import { createKernelNetwork, type KernelNetwork, type KernelNetworkOptions } from '../recurrent/kernel-network.ts';
import type { LoadedKernels } from '../builds/instantiate.ts';
import { stayOnThread } from '../threads/pool.ts';
import type { Case } from './cases.ts';

export function openNetwork(
  kernels: LoadedKernels,
  { shape, weights, batch }: Case,
  options: KernelNetworkOptions = {},
): KernelNetwork {
  const pool = stayOnThread(kernels, () => undefined);
  const count = batch.labels.length;
  return createKernelNetwork(pool, shape, count, weights, count, options);
}
