/** The row generator: a recurrent network that guesses the next row from all rows before it. */

import * as v from 'valibot';
import { dataSetSchema } from '../domain/data-set.ts';
import { wireErrorSchema } from '../domain/errors.ts';
import { settingRanges } from '../domain/recipe/config.ts';
import { pixelCount, rowLength, rows } from '../domain/sequence.ts';
import { limits } from '../domain/limits/limits.ts';
import { bytes, count, finite, float32, nothing, type Of, pixels, whole } from './values.ts';

/** −log p of an image, in nats, coded row by row, each given the rows above. */
const generatorLoss = v.object({
  /** Epochs done, fractional. */
  epoch: finite,
  /** Mean over the training batches since the last such record. */
  trainLoss: finite,
  /** Mean over a fixed part of the test digits; null if there are none. */
  testLoss: v.nullable(finite),
});

export type GeneratorLoss = Of<typeof generatorLoss>;

/** What is known of a generator besides how it is trained. */
const generatorFacts = v.object({
  units: count,
  /** Classes that it can be asked for; 0: trained without labels. */
  labels: count,
  /** Its data set; null if untrained or not stored. */
  dataSet: v.nullable(v.pick(dataSetSchema, ['id', 'name'])),
  /** −log p of an image, in nats, mean over the test images as it was measured last; null before. */
  testLoss: v.nullable(finite),
  /** Number of test images used for that, the first ones; null if not stored. */
  testImages: v.nullable(count),
});

export type GeneratorFacts = Of<typeof generatorFacts>;

/** Windows τ in which −log p is measured: rows seen before the one that is predicted. */
export const generatorWindows = [1, 2, 4, 7, 14, rows - 1] as const;

/** −log p of the test images against the window, of the present generator as it is read. */
const windowCurve = v.object({
  measuring: v.boolean(),
  /** Of the images in all windows, from 0 to 1. */
  share: finite,
  /** In nats, the mean over the images that {@link generatorFacts} are measured on; fewer while it is measured. */
  losses: v.array(v.object({ window: count, testLoss: finite })),
});

export type WindowCurve = Of<typeof windowCurve>;

const generatorStatus = v.object({
  ...generatorFacts.entries,
  training: v.boolean(),
  origin: v.picklist(['pretrained', 'trained', 'untrained']),
  /** Optimizer steps done of the present run. */
  step: count,
  totalSteps: count,
  /** Of the present run; 0 for a generator that is not trained here. */
  epochs: count,
  samplesPerSecond: finite,
  /** −log p of an image, in nats, mean over the latest batches; null before. */
  trainLoss: v.nullable(finite),
  /** Why the shipped generator could not be read; null where it could. */
  pretrainedError: v.nullable(wireErrorSchema),
  /** Of the present run, ten an epoch. */
  losses: v.array(generatorLoss),
  /** null: not measured since its weights last changed. */
  windows: v.nullable(windowCurve),
  /** Another trained generator that can be brought back; null if there is none. */
  former: v.nullable(generatorFacts),
});

export type GeneratorStatus = Of<typeof generatorStatus>;

const seed = whole(...settingRanges.seed);

const completionOrder = v.strictObject({
  /** The image whose top is given. */
  pixels,
  /** Rows given, 0 to 28; the network draws the rest. Without a first row it starts with a blank one. */
  givenRows: whole(0, rows),
  /** How many to draw. */
  count: whole(1, limits.maxCompletions),
  /** Divides the logits: below 1 more cautious, above 1 more varied; 0 takes each pixel's likelier value. */
  temperature: v.pipe(v.number(), v.minValue(0), v.maxValue(limits.maxTemperature)),
  seed,
  /** Rows seen before each drawn or judged one, τ; {@link generatorWindows}' last is all. */
  window: whole(1, rows - 1),
  /** The class to draw, of those it was trained on; null: any. */
  label: v.nullable(whole(0, rowLength - 1)),
});

export type CompletionOrder = Of<typeof completionOrder>;

const completion = v.pipe(
  v.object({
    /** [count × 784] the images, 0 or 255. */
    images: bytes,
    /**
     * [count × 784] the probability of ink of each drawn pixel given the rows above, at temperature 1; of the given rows, what
     * the network had expected there. 0 in the first row, which nothing predicts.
     */
    probabilities: float32,
    /** [28] log p(row | rows above) of the given image's own rows, in nats; the first row's is 0. */
    logLikelihood: float32,
    /** [count × 28] the same of each drawn image's rows, at temperature 1. */
    ownLogLikelihood: float32,
    step: count,
  }),
  v.check(
    ({ images, probabilities, logLikelihood, ownLogLikelihood }) =>
      images.length % pixelCount === 0 &&
      probabilities.length === images.length &&
      logLikelihood.length === rows &&
      ownLogLikelihood.length * rowLength === images.length,
    'The completions do not have the shape of images.',
  ),
);

export type Completion = Of<typeof completion>;

export const generatorRequests = {
  getGenerator: { params: nothing, result: generatorStatus },
  /** Trains a fresh row generator; answers when it has started. */
  trainGenerator: {
    params: v.strictObject({
      units: whole(...settingRanges.units),
      epochs: whole(...settingRanges.epochs),
      truncation: whole(0, rows),
      seed,
    }),
    result: nothing,
  },
  stopGenerator: { params: nothing, result: nothing },
  /** Replaces a trained row generator by the shipped one. */
  restoreGenerator: { params: nothing, result: nothing },
  /** Brings {@link GeneratorStatus.former} back. */
  bringBackGenerator: { params: nothing, result: nothing },
  complete: { params: completionOrder, result: completion },
  /** Measures −log p in every window; answers when it has started. Ends by itself, or once the weights change. */
  measureWindows: { params: nothing, result: nothing },
  stopMeasuringWindows: { params: nothing, result: nothing },
};

export const generatorEvents = {
  generator: generatorStatus,
};
