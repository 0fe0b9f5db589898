/** What a person chooses before a strip reader is trained: ranges and defaults, declared once. */

import { settingRanges } from '../recipe/config.ts';
import { limits } from '../limits/limits.ts';
import type { StripModel } from './strip-models.ts';

/** Divisors of 28. */
export const columnsPerStepChoices = [1, 2, 4, 7] as const;

export type StripSettings = {
  readonly model: StripModel;
  /** Units of encoder and decoder. */
  readonly units: number;
  /** 2: a second encoder reads the strip from its end. */
  readonly directions: 1 | 2;
  /** LSTM layers of the encoder; blocks of a Transformer's encoder, and of its decoder. */
  readonly layers: number;
  /** Columns read at each step. */
  readonly columnsPerStep: (typeof columnsPerStepChoices)[number];
  /** Digits of the longest strip seen in training. */
  readonly longest: number;
  /** Share of the decoder's own answers that it is given in training instead of the true ones: 0 is teacher forcing. */
  readonly ownAnswers: number;
  /** Optimizer steps. */
  readonly steps: number;
  readonly seed: number;
};

/** Strips of an optimizer step. */
export const stripBatchSize = 48;

export const stripRanges = {
  units: [16, 256],
  layers: [1, 4],
  longest: [1, limits.maxStripDigits],
  ownAnswers: [0, 1],
  steps: [100, 200_000],
  seed: settingRanges.seed,
} as const;

export const defaultStripSettings: StripSettings = {
  ...{ model: 'attention', units: 128, directions: 2, layers: 1, columnsPerStep: 4 },
  ...{ longest: 5, ownAnswers: 0, steps: 16_000, seed: 1 },
};
