/** Trains a reader of strips and measures it along the way. Independent of clients: reports progress and obeys a signal. */

import type { Mnist } from '../../domain/digit-set.ts';
import { GatescopeError } from '../../domain/errors.ts';
import { randomStream } from '../../domain/random.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { noLabel, type Strip } from '../../domain/strips/strip.ts';
import { stripModels } from '../../domain/strips/strip-models.ts';
import { stripBatchSize, type StripSettings } from '../../domain/strips/strip-settings.ts';
import type { StripProgress } from '../../protocol/strips.ts';
import type { ReaderBatch } from '../kernels/reader/strip-jobs.ts';
import { learningRateAt } from '../training/schedule.ts';
import { updateOf } from '../training/update-of.ts';
import { makeStrip } from './make-strip.ts';
import { measureStrips, testStrips } from './measure-strips.ts';
import { trainingBatch } from './strip-batch.ts';
import { type LossSince, nothingSince } from './strip-file.ts';
import type { StripNetwork } from './strip-network.ts';

/** Measurements of a training, the last one at its end. */
const measurements = 20;

/** Batches whose strips are sorted by width. */
const batchesTogether = 4;

/** Share of the steps until strips are as long as they get. */
const growingShare = 0.15;

export type StripTraining = {
  /**
   * @param step optimizer steps done
   * @param loss cross-entropy of a token in its batch, in nats
   * @param strips read
   * @param since the latest measurement
   */
  readonly onStep: (step: number, loss: number, strips: number, since: LossSince) => void;
  readonly onProgress: (progress: StripProgress) => void;
};

/**
 * The batches of a training, step by step. Strips of several batches are made together and sorted by width, so that blank
 * columns are few and do not tell how many digits there are. Single digits come first, and longer strips one by one: where
 * to look is learned sooner where there is less to see (Y. Bengio et al., "Curriculum Learning", 2009).
 */
export function batchesOf(train: Mnist['train'], settings: StripSettings): (step: number) => ReaderBatch {
  const { seed, longest, columnsPerStep, ownAnswers, steps } = settings;
  let known = { group: -1, strips: [] as readonly Strip[] };

  function stripsOf(group: number): readonly Strip[] {
    const random = randomStream(seed, 'order', group);
    const most = Math.min(longest, 1 + Math.floor((longest * group * batchesTogether) / (growingShare * steps)));
    const first = group * batchesTogether * stripBatchSize;
    return Array.from({ length: batchesTogether * stripBatchSize }, (_, index) =>
      makeStrip(train, 'training', 1 + random.integer(most), seed, first + index),
    ).sort((one, other) => one.width - other.width);
  }

  return (step) => {
    const group = Math.floor(step / batchesTogether);
    if (known.group !== group) known = { group, strips: stripsOf(group) };
    const from = (step % batchesTogether) * stripBatchSize;
    const strips = known.strips.slice(from, from + stripBatchSize);
    return trainingBatch(strips, columnsPerStep, { share: ownAnswers, seed, index: step });
  };
}

/** Where a training begins: the step done last, and what was summed up since its latest measurement. */
export type TrainingPoint = { readonly step: number; readonly since: LossSince };

/**
 * Trained on from where it was stopped, a network learns the same as without the pause, if it has its optimizer's state.
 * @throws the signal's reason once aborted
 * @throws GatescopeError `trainingFailed` if the loss is not finite
 */
export async function trainStrips(
  network: StripNetwork,
  { train, test }: Mnist,
  settings: StripSettings,
  { onStep, onProgress }: StripTraining,
  signal: AbortSignal,
  from: TrainingPoint = { step: 0, since: nothingSince },
): Promise<void> {
  const { steps, longest } = settings;
  // One-cycle Adam, as a classifier is trained.
  const recipe = { ...defaultRecipe, learningRate: stripModels[settings.model].learningRate };
  const strips = testStrips(test);
  const isMeasured = (step: number) =>
    Math.floor((step * measurements) / steps) > Math.floor(((step - 1) * measurements) / steps);
  let { since } = from;
  const batchAt = batchesOf(train, settings);
  let batch = batchAt(from.step);
  for (let step = from.step + 1; step <= steps; step++) {
    signal.throwIfAborted();
    const update = updateOf(recipe, learningRateAt(recipe, step - 1, steps), step - 1);
    const present = batch;
    const training = network.train(batch, update);
    // The next batch is made while the threads are busy with this one.
    if (step < steps) batch = batchAt(step);
    const { loss, gradientNorm } = await training;
    if (!Number.isFinite(loss + gradientNorm)) throw exploded(step);
    const perToken = loss / writtenOf(present);
    since = { loss: since.loss + perToken, steps: since.steps + 1 };
    onStep(step, perToken, stripBatchSize, since);
    if (!isMeasured(step)) continue;
    const measured = await measureStrips(network, strips, longest, signal);
    const { loss: sum, steps: summed } = since;
    since = nothingSince;
    onProgress({ step, forcedLoss: sum / summed, ...measured });
  }
}

function writtenOf({ labels }: ReaderBatch): number {
  return labels.reduce((sum, label) => sum + (label === noLabel ? 0 : 1), 0);
}

function exploded(step: number): GatescopeError {
  return new GatescopeError('trainingFailed', `The gradients exploded at step ${step}. Train the reader again.`, {
    of: 'strips',
    step,
  });
}
