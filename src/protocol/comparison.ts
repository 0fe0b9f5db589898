/** Several recipes trained one after the other, with the same seed and the same batches, to be laid beside each other. */

import type { WireError } from '../domain/errors.ts';
import type { DataSetInfo } from '../domain/data-set.ts';
import type { ReadingOrder, Recipe } from '../domain/recipe/recipe.ts';
import type { GradientFlow } from './trace.ts';

/**
 * The ready-made experiments. `cells`: RNN, LSTM, GRU and Transformer on rows; `length`: 28 steps against 784; `window`: the
 * τ curve; `truncation`: k = 1, 5, 14, 28; `clipping`: with and without; `order`: does it matter; `positions`: a Transformer
 * with and without positional encoding.
 */
export type ExperimentName = 'cells' | 'length' | 'window' | 'truncation' | 'clipping' | 'order' | 'positions';

/** A recipe to be run, with a name for its curve. */
export type RunOrder = {
  /** 1 to 60 characters. */
  readonly name: string;
  readonly recipe: Recipe;
  /** Training digits, from the first one on: 128 at least, and as many as there are at most. */
  readonly digits: number;
};

export type ComparedRun = RunOrder & {
  /** What it is trained and measured on. */
  readonly dataSet: DataSetInfo;
  readonly id: number;
  /** The experiment that it was ordered for, or null. */
  readonly experiment: ExperimentName | null;
  /** Ids of the former results that go when this one has its own; none any more once it has ended. */
  readonly replaces: readonly number[];
  readonly state: 'waiting' | 'running' | 'done' | 'stopped' | 'failed';
  /** Why it failed: exploded gradients are a result, too. */
  readonly error: WireError | null;
  readonly parameters: number;
  readonly step: number;
  readonly totalSteps: number;
  /** Means over stretches of equal length, at most 200 of them; `step` is each stretch's last. */
  readonly curves: {
    readonly step: Uint32Array;
    readonly loss: Float32Array;
    readonly accuracy: Float32Array;
    readonly gradientNorm: Float32Array;
  };
  /** Share of the test digits read correctly, by the order they were read in; the recipe's own order first; null where no digit has an answer. */
  readonly testAccuracy: readonly { readonly order: ReadingOrder; readonly accuracy: number | null }[];
  /** Over the first 128 test digits, after the last step; null before. */
  readonly gradientFlow: GradientFlow | null;
  /** Training alone. */
  readonly seconds: number;
};

export type Comparison = {
  /** In the order in which they were queued. */
  readonly runs: readonly ComparedRun[];
  /** Whether the queue is being worked off. */
  readonly running: boolean;
};
