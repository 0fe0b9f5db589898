/** Starts the compute backends: the kernels on their threads, and tfjs, which reads and writes models. */

import * as tf from '@tensorflow/tfjs';
import type { BackendStatus } from '../../protocol/run.ts';
import type { EngineAssets } from '../../protocol/host.ts';
import { createBreather } from '../../domain/cooperate.ts';
import type { KernelPool } from './threads/pool.ts';
import { startKernels } from './builds/start-kernels.ts';

export type Computing = { readonly backend: BackendStatus; readonly pool: KernelPool };

/** Silences tfjs' advice on stderr to install its native addon. Call before tfjs computes anything. */
export function quietenTfjs(): void {
  tf.enableProdMode();
}

/**
 * @param preferred build of the kernels, used if none is forced
 * @throws Error if this machine cannot run the kernels
 */
export async function startComputing(assets: EngineAssets, preferred?: string): Promise<Computing> {
  quietenTfjs();
  const { pool, fallbackReason } = await startKernels(assets, createBreather(), preferred);
  const backend = {
    kernels: pool.kernels.build.name,
    paired: pool.kernels.paired,
    threads: pool.threads,
    fallbackReason,
    tfjsVersion: tf.version.tfjs,
    runtime: assets.runtime,
  };
  return { backend, pool };
}
