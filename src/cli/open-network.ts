/** Starts what computes, and opens the network that a command is to use. */

import { startComputing } from '../engine/backend.ts';
import type { KernelPool } from '../engine/kernels/pool.ts';
import { createNetwork } from '../engine/models/create-network.ts';
import type { Network } from '../engine/models/network.ts';
import { loadModel } from '../engine/models/storage.ts';
import { GatescopeError } from '../protocol/errors.ts';
import type { EngineAssets } from '../protocol/host.ts';
import type { Io } from './io.ts';

/** Says so where it must compute on one thread. */
export async function startPool(assets: EngineAssets, { complain }: Io): Promise<KernelPool> {
  const { backend, pool } = await startComputing(assets);
  if (backend.fallbackReason !== null) complain(`Computing on one thread, which is slower: ${backend.fallbackReason}`);
  return pool;
}

/**
 * @param folder of a saved model; undefined takes the pretrained one
 * @throws GatescopeError `modelMissing` or `modelInvalid`
 */
export async function openNetwork(folder: string | undefined, assets: EngineAssets, io: Io): Promise<Network> {
  const pool = await startPool(assets, io);
  const { config, weights } = await loadModel(folder ?? assets.modelDirectory).catch((error: unknown) => {
    const isPretrained = folder === undefined;
    if (isPretrained && error instanceof GatescopeError && error.kind === 'modelMissing') throw noPretrained(assets);
    throw error;
  });
  return createNetwork(pool, config, weights);
}

function noPretrained({ modelDirectory }: EngineAssets): GatescopeError {
  return new GatescopeError(
    'modelMissing',
    `There is no pretrained model at ${modelDirectory}. Train one with "train --out DIR" and name it with "--model DIR".`,
    { file: modelDirectory },
  );
}
