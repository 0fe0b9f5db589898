/** What every network offers to the trainer, the trace and the files, whatever computes behind it. */

import type { LayerTrace, ModelConfig } from '../../protocol/api.ts';
import type { Interruptible } from '../cooperate.ts';
import type { Sequences } from '../data/sequence.ts';
import type { WeightShape } from './config.ts';

/** One weight matrix or vector, row-major. Its values are changed in place by an optimizer. */
export type Weight = WeightShape & { readonly values: Float32Array };

export type BatchGradients = {
  /** Mean cross-entropy of the batch in nats. */
  readonly loss: number;
  /** How many of the batch the network read correctly. */
  readonly correct: number;
  /** ∂loss/∂weight in the order and shapes of `weights`. */
  readonly gradients: readonly Float32Array[];
};

export type NetworkTrace = {
  readonly layers: readonly LayerTrace[];
  /** [rows × 10] */
  readonly probabilities: Float32Array;
  readonly target: number;
};

export type Network = {
  readonly config: ModelConfig;
  readonly weights: readonly Weight[];
  /** To be called after values of `weights` have been changed. */
  weightsChanged(): void;
  /** The answers before softmax, [count × 10]. */
  logits(sequences: Sequences): Interruptible<Float32Array>;
  /** Back-propagation through time of the mean cross-entropy. @param labels [count] digits */
  gradients(sequences: Sequences, labels: Uint8Array): Interruptible<BatchGradients>;
  /**
   * Reads one image and keeps everything. Runs at once, so that it never sees half an update.
   * @param label the digit that the loss is taken against; null takes the network's own answer
   */
  trace(sequences: Sequences, label: number | null): NetworkTrace;
  /** Frees what the backend holds. */
  dispose(): void;
};
