/** Summarizes saved runs without opening them: reads only a file's description. */

import type { NewerRun, SavedRun } from '../../protocol/saved-runs.ts';
import { trainingCount } from '../../domain/recipe/training-digits.ts';
import { batchesPerEpoch } from '../data/batches.ts';
import { modelConfigOf } from '../../domain/recipe/config.ts';
import { limits } from '../../domain/limits/limits.ts';
import { openFile } from '../system/files.ts';
import { sha256Bytes } from '../system/signed-file.ts';
import type { Checkpoint } from './checkpoint.ts';
import { describedBytes, NewerCheckpoint } from './framed.ts';
import type { KeptRun } from './kept-runs.ts';
import { type Description, readDescription } from './saved-file.ts';

type TrainedFor = Pick<Checkpoint, 'runner'> & {
  readonly trainer: Pick<Checkpoint['trainer'], 'step'>;
  readonly history: Pick<Checkpoint['history'], 'epochs'>;
};

/** Training time of a run in seconds. */
export function secondsOf({ runner, trainer, history }: TrainedFor): number {
  const whole = history.epochs.filter(({ seconds }) => seconds !== null);
  const underWay = whole.at(-1)?.step === trainer.step ? 0 : runner.epochSeconds;
  return whole.reduce((sum, { seconds }) => sum + (seconds ?? 0), underWay);
}

export type Described = Omit<KeptRun, 'id'> & { readonly run: SavedRun };

export type DescribedNewer = { readonly newer: NewerRun };

/** @returns null if `createCheckpointFolder` cannot have written the file, in this or a later version */
export async function describe(
  id: string,
  path: string,
  elsewhere: boolean,
): Promise<Described | DescribedNewer | null> {
  const file = await openFile(path);
  if (!file) return null;
  try {
    const start = await file.read(sha256Bytes, 4);
    const length = Math.min(describedBytes(start), limits.maxRunHeaderBytes);
    const description = readDescription(await file.read(sha256Bytes, length));
    return { ...summaryOf(id, elsewhere, description), saved: file.modified };
  } catch (error) {
    return error instanceof NewerCheckpoint
      ? { newer: { id, saved: new Date(Math.round(file.modified)).toISOString() } }
      : null;
  } finally {
    await file.close();
  }
}

function summaryOf(id: string, elsewhere: boolean, description: Description): Omit<Described, 'saved'> {
  if ('network' in description) {
    const { step, data, ...network } = description.network;
    const { model, testAccuracy, kernels, threads, saved, name = null } = network;
    const told = { id, name, origin: 'fineTuned', model, step, goal: step, stepsPerEpoch: 0, testAccuracy } as const;
    // Its digits may have changed since, so it cannot be reproduced in a moment.
    return {
      run: { ...told, dataSet: data.name, kernels, threads, saved, elsewhere },
      seconds: Infinity,
      fineTuned: true,
    };
  }
  const { recipe, trainer, runner, epochs, digits, data, kernels, threads, saved, name = null } = description.run;
  const run: SavedRun = {
    origin: 'trained',
    ...{ id, name, model: modelConfigOf(recipe), step: trainer.step, goal: runner.goal },
    stepsPerEpoch: batchesPerEpoch(trainingCount(recipe, digits), recipe.batchSize),
    testAccuracy: epochs.at(-1)?.testAccuracy ?? null,
    ...{ dataSet: data.name, kernels, threads, saved, elsewhere },
  };
  return { run, seconds: secondsOf({ runner, trainer, history: { epochs } }) };
}
