/** A saved model, opened for a script that measures it. */

import { join } from 'node:path';
import { createBreather } from '../src/domain/cooperate.ts';
import { startKernels } from '../src/engine/kernels/builds/start-kernels.ts';
import { createNetwork } from '../src/engine/models/create-network.ts';
import type { Network } from '../src/engine/models/network.ts';
import { loadModel } from '../src/engine/models/storage.ts';
import { kernelDirectory, setup as ensureKernels } from './kernels/ensure.ts';
import { root } from './run.ts';

/** @param folder by default the shipped model's */
export async function openModel(folder = join(root, 'resources', 'pretrained')): Promise<Network> {
  await ensureKernels();
  const { pool } = await startKernels(
    {
      dataDirectory: '',
      modelDirectory: '',
      generatorDirectory: '',
      runtime: '',
      threads: 1,
      kernelDirectory,
      threadFile: join(root, 'out', 'main', 'kernel-thread.js'),
    },
    createBreather(),
  );
  const { config, weights } = await loadModel(folder);
  return createNetwork(pool, config, weights);
}
