/** The row generator: a recurrent network that guesses the next row from all rows before it. */

import type { WireError } from '../domain/errors.ts';
import type { DataSetInfo } from '../domain/data-set.ts';
import type { ModelOrigin } from '../domain/recipe/recipe.ts';
import type { Pixels } from './trace.ts';

/** −log p of an image, in nats: what an image costs that is told row by row, each given the rows above. */
export type GeneratorLoss = {
  /** Epochs done, fractional. */
  readonly epoch: number;
  /** Mean over the training batches since the last such record. */
  readonly trainLoss: number;
  /** Mean over a fixed part of the test digits; null where there are none. */
  readonly testLoss: number | null;
};

/** What is known of a generator besides how it is trained. */
export type GeneratorFacts = {
  readonly units: number;
  /** What it learned; null where it has learned nothing, or that was not kept. */
  readonly dataSet: Pick<DataSetInfo, 'id' | 'name'> | null;
  /** −log p of an image, in nats, mean over the test images as it was measured last; null before. */
  readonly testLoss: number | null;
  /** How many of the test images that was measured on, the first ones; null where that was not kept. */
  readonly testImages: number | null;
};

export type GeneratorStatus = GeneratorFacts & {
  readonly training: boolean;
  readonly origin: Exclude<ModelOrigin, 'fineTuned' | 'opened'>;
  /** Optimizer steps done of the present run. */
  readonly step: number;
  readonly totalSteps: number;
  /** Of the present run; 0 for a generator that is not trained here. */
  readonly epochs: number;
  readonly samplesPerSecond: number;
  /** −log p of an image, in nats, mean over the latest batches; null before. */
  readonly trainLoss: number | null;
  /** Why the shipped generator could not be read; null where it could. */
  readonly pretrainedError: WireError | null;
  /** Of the present run, ten an epoch. */
  readonly losses: readonly GeneratorLoss[];
  /** A trained one that is kept besides the present one, and can be brought back; null where there is none. */
  readonly former: GeneratorFacts | null;
};

export type CompletionOrder = {
  /** The image whose top is given. */
  readonly pixels: Pixels;
  /** Rows given, 0 to 28; the network draws the others. Without a first row it begins with a blank one. */
  readonly givenRows: number;
  /** How many to draw, 1 to 16. */
  readonly count: number;
  /** Divides the logits: below 1 bolder, above 1 more varied; 0 takes each pixel's likelier value. 0 to 2. */
  readonly temperature: number;
  readonly seed: number;
};

export type Completion = {
  /** [count × 784] the images, 0 or 255. */
  readonly images: Uint8Array;
  /**
   * [count × 784] the probability of ink of each drawn pixel given the rows above, at temperature 1; of the given rows, what
   * the network had expected there. 0 in the first row, which nothing predicts.
   */
  readonly probabilities: Float32Array;
  /** [28] log p(row | rows above) of the given image's own rows, in nats; the first row's is 0. */
  readonly logLikelihood: Float32Array;
  readonly step: number;
};
