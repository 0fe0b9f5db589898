/** The interface of every network for trainer, traces and files, whatever computes it. */

import type { ModelConfig, ReadingOrder } from '../../domain/recipe/recipe.ts';
import type { GradientFlow, LayerTrace } from '../../protocol/trace.ts';
import type { Update } from '../kernels/recurrent/kernel-network.ts';
import type { OptimizerState } from '../kernels/threads/jobs.ts';
import type { WeightShape } from '../../domain/recipe/config.ts';

/** One weight matrix or vector, row-major. */
export type Weight = WeightShape & { readonly values: Float32Array };

/** Labelled digits: consecutive 28×28 byte images. */
export type Batch = {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  /** The step after which each digit is answered, from 0; by default the last one. Later steps are not read. */
  readonly lastSteps?: Uint16Array | undefined;
};

export type StepResult = {
  /** Mean cross-entropy of the batch before the update, in nats. */
  readonly loss: number;
  /** How many of the batch were read correctly before the update. */
  readonly correct: number;
  /** Global gradient norm before clipping. */
  readonly gradientNorm: number;
};

export type NetworkTrace = {
  readonly layers: readonly LayerTrace[];
  /** [steps × classes] */
  readonly probabilities: Float32Array;
  readonly target: number;
  /** [units × classes] */
  readonly readout: Float32Array;
  /** [784], or null if not requested. */
  readonly saliency: Float32Array | null;
};

export type TraceOptions = {
  /** To read in, with as many steps as the network's own. */
  readonly order?: ReadingOrder | undefined;
  /** Saliency takes another forward and backward pass. */
  readonly wantsSaliency?: boolean;
  /** What each step adds to ∂L/∂W, of recurrent layers. */
  readonly wantsWeightGradients?: boolean;
  /** Queries, keys, values and results of a Transformer's heads. */
  readonly wantsHeads?: boolean;
};

export type Network = {
  readonly config: ModelConfig;
  /** The largest batch per call. */
  readonly batchSize: number;
  /** Copies of the present weights, in the order and shapes of `weightShapes(config)`. */
  readWeights(): Weight[];
  /** √ Σ w² over all present weights. Not while a step is computed. */
  weightNorm(): number;
  /** Copies of the optimizer's state, in the same order and shapes. */
  readOptimizer(): OptimizerState;
  /** A copy of the present weights in memory layout, as fast as copying: for `restore`. */
  snapshot(): Float32Array;
  /** The weights of a snapshot, in the order and shapes of `weightShapes(config)`. */
  weightsOf(snapshot: Float32Array): Weight[];
  /** The inverse: the snapshot with these weights. @param weights as from `weightsOf` */
  snapshotOf(weights: readonly Weight[]): Float32Array;
  /**
   * Replaces the present weights. Not while a step is computed.
   * @param snapshot of this network, or another one of the same configuration
   * @throws RangeError if its size differs
   */
  restore(snapshot: Float32Array): void;
  /**
   * Back-propagation through time of the mean cross-entropy, and one update of the weights. If the loss or the gradient
   * is not finite, the weights stay unchanged.
   */
  train(batch: Batch, update: Update): Promise<StepResult>;
  /** Logits, [count × classes]. @param images at most batchSize */
  logits(images: Uint8Array): Promise<Float32Array>;
  /**
   * Reads one image and keeps everything. Synchronous, also while a step is computed: with the weights before it.
   * @param pixels 28×28 bytes
   * @param label the class for the loss; null takes the network's own answer
   */
  trace(pixels: Uint8Array, label: number | null, options?: TraceOptions): NetworkTrace;
  /**
   * The probabilities of a trace after its last step, [classes], in a fraction of its time. Parameters as in `trace`.
   */
  answer(pixels: Uint8Array, order?: ReadingOrder): Float32Array;
  /**
   * The top layer's hidden state after the given steps of the reading, [count × steps.length × units], and logits,
   * [count × classes]. null for a Transformer, whose states see all steps.
   */
  readonly states:
    ((images: Uint8Array, steps: readonly number[]) => Promise<{ states: Float32Array; logits: Float32Array }>) | null;
  /** How gradients travel back. Exact for one image; estimated for several from one random direction each. */
  gradientFlow(batch: Batch): Promise<Omit<GradientFlow, 'step' | 'truncation'>>;
  /** Frees its memory. */
  dispose(): void;
};
