/** Starts the backend, and opens the network that a command is to use. */

import { startBackend } from '../engine/backend.ts';
import { createLstmNetwork } from '../engine/models/lstm-network.ts';
import type { Network } from '../engine/models/network.ts';
import { loadModel } from '../engine/models/storage.ts';
import { GatescopeError } from '../protocol/errors.ts';
import type { EngineAssets } from '../protocol/host.ts';
import type { Io } from './io.ts';

/** Says so where it must fall back to the slower backend. */
export async function startComputing({ wasmDirectory, runtime }: EngineAssets, { complain }: Io): Promise<void> {
  const { fallbackReason } = await startBackend(wasmDirectory, runtime);
  if (fallbackReason !== null) complain(`Computing without WebAssembly, which is slower: ${fallbackReason}`);
}

/**
 * @param folder of a saved model; undefined takes the pretrained one
 * @throws GatescopeError `modelMissing` or `modelInvalid`
 */
export async function openNetwork(folder: string | undefined, assets: EngineAssets, io: Io): Promise<Network> {
  await startComputing(assets, io);
  const { config, weights } = await loadModel(folder ?? assets.modelDirectory).catch((error: unknown) => {
    const isPretrained = folder === undefined;
    if (isPretrained && error instanceof GatescopeError && error.kind === 'modelMissing') throw noPretrained(assets);
    throw error;
  });
  return createLstmNetwork(config, weights);
}

function noPretrained({ modelDirectory }: EngineAssets): GatescopeError {
  return new GatescopeError(
    'modelMissing',
    `There is no pretrained model at ${modelDirectory}. Train one with "train --out DIR" and name it with "--model DIR".`,
    { file: modelDirectory },
  );
}
