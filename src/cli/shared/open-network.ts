/** Starts the kernels, and opens the network of a command. */

import { startComputing } from '../../engine/kernels/backend.ts';
import { mnistInfo } from '../../engine/data/data-set.ts';
import type { KernelPool } from '../../engine/kernels/threads/pool.ts';
import { digitClasses } from '../../domain/recipe/network-fields.ts';
import { createNetwork } from '../../engine/models/create-network.ts';
import type { Network } from '../../engine/models/network.ts';
import { numberNames } from '../../domain/data-files/label-names.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import { GatescopeError } from '../../domain/errors.ts';
import type { EngineAssets } from '../../protocol/host.ts';
import { type ComputedBy, computedBy } from './computed-by.ts';
import type { Io } from './io.ts';
import { openModel } from './open-model.ts';

/** Reports when it must compute on one thread. */
export async function startPool(assets: EngineAssets, { complain }: Io): Promise<KernelPool> {
  const { backend, pool } = await startComputing(assets);
  if (backend.fallbackReason !== null) complain(`Computing on one thread, which is slower: ${backend.fallbackReason}`);
  return pool;
}

/**
 * @param folder of a saved model, or its .gatescope file; undefined takes the pretrained one
 * @returns the network, its data set as far as known, whether its training showed it non-digits, and what computes it
 * @throws GatescopeError `modelMissing`, `modelInvalid` or `fileUnusable`
 */
export async function openNetwork(
  folder: string | undefined,
  assets: EngineAssets,
  io: Io,
): Promise<{
  readonly network: Network;
  readonly dataSet: DataSetInfo;
  readonly knowsNonDigits: boolean;
  readonly by: ComputedBy;
}> {
  const pool = await startPool(assets, io);
  const { config, weights, metadata } = await openModel(folder ?? assets.modelDirectory).catch((error: unknown) => {
    const isPretrained = folder === undefined;
    if (isPretrained && error instanceof GatescopeError && error.kind === 'modelMissing') throw noPretrained(assets);
    throw error;
  });
  const network = createNetwork(pool, config, weights);
  return {
    network,
    dataSet: metadata?.dataSet ?? unknownData(config.classes),
    knowsNonDigits: (metadata?.recipe.nonDigits ?? 0) > 0,
    by: computedBy(pool),
  };
}

/** For a model that does not say what it learned: with ten classes, MNIST's digits. */
function unknownData(classes: number): DataSetInfo {
  if (classes === digitClasses) return mnistInfo;
  return { id: '', name: 'another data set', classNames: numberNames(classes, 0) };
}

function noPretrained({ modelDirectory }: EngineAssets): GatescopeError {
  return new GatescopeError(
    'modelMissing',
    `There is no pretrained model at ${modelDirectory}. Train one with "train --out DIR" and name it with "--model DIR".`,
    { file: modelDirectory },
  );
}
