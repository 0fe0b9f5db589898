/** What every network offers to the trainer, the trace and the files, whatever computes behind it. */

import type { ModelConfig, ReadingOrder } from '../../domain/recipe/recipe.ts';
import type { GradientFlow, LayerTrace } from '../../protocol/trace.ts';
import type { Update } from '../kernels/recurrent/kernel-network.ts';
import type { OptimizerState } from '../kernels/threads/jobs.ts';
import type { WeightShape } from '../../domain/recipe/config.ts';

/** One weight matrix or vector, row-major. */
export type Weight = WeightShape & { readonly values: Float32Array };

/** Digits with their labels: one 28×28 image of bytes after the other. */
export type Batch = {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  /** The step after which each digit is answered, from 0; the last one where left out. What comes after it is not seen. */
  readonly lastSteps?: Uint16Array | undefined;
};

export type StepResult = {
  /** Mean cross-entropy of the batch before the update, in nats. */
  readonly loss: number;
  /** How many of the batch the network read correctly before the update. */
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
  /** [784], or null where it was not asked for. */
  readonly saliency: Float32Array | null;
};

export type TraceOptions = {
  /** To read in, of as many steps as the network's own. */
  readonly order?: ReadingOrder | undefined;
  /** Saliency takes another pass there and back. */
  readonly wantsSaliency?: boolean;
};

export type Network = {
  readonly config: ModelConfig;
  /** The largest batch that it takes at a time. */
  readonly batchSize: number;
  /** Copies of the present weights, in the order and shapes of `weightShapes(config)`. */
  readWeights(): Weight[];
  /** Copies of what the optimizer remembers, in the same order and shapes. */
  readOptimizer(): OptimizerState;
  /** A copy of the present weights as they lie in memory, which takes no longer than copying: for `restore`. */
  snapshot(): Float32Array;
  /** The weights of a snapshot as of `restore`, in the order and shapes of `weightShapes(config)`. */
  weightsOf(snapshot: Float32Array): Weight[];
  /** The way back: what `snapshot` would be with these weights. @param weights as `weightsOf` answers */
  snapshotOf(weights: readonly Weight[]): Float32Array;
  /**
   * Puts weights in the place of the present ones. Not while a step is computed.
   * @param snapshot of this network, or of another one of the same configuration
   * @throws RangeError where it is of another size
   */
  restore(snapshot: Float32Array): void;
  /**
   * Back-propagation through time of the mean cross-entropy, and one update of the weights. Where the loss or the gradient
   * is no longer a number the weights stay as they are.
   */
  train(batch: Batch, update: Update): Promise<StepResult>;
  /** The answers before softmax, [count × classes]. @param images at most batchSize */
  logits(images: Uint8Array): Promise<Float32Array>;
  /**
   * Reads one image and keeps everything. Answers at once, also while a step is computed: with the weights before it.
   * @param pixels 28×28 bytes
   * @param label the digit that the loss is taken against; null takes the network's own answer
   */
  trace(pixels: Uint8Array, label: number | null, options?: TraceOptions): NetworkTrace;
  /** The probabilities of a trace after its last step, [classes], in a fraction of its time. Parameters as of `trace`. */
  answer(pixels: Uint8Array, order?: ReadingOrder): Float32Array;
  /**
   * The top layer's hidden state after some steps of the reading, [count × steps.length × units], and the answers before
   * softmax, [count × classes]. null for a Transformer, whose states have all steps in view.
   */
  readonly states:
    ((images: Uint8Array, steps: readonly number[]) => Promise<{ states: Float32Array; logits: Float32Array }>) | null;
  /**
   * How gradients travel back. For one image the Jacobian is exact; over several it is estimated from one random direction
   * for each of them.
   */
  gradientFlow(batch: Batch): Promise<Omit<GradientFlow, 'step' | 'truncation'>>;
  /** Lets go of its memory. */
  dispose(): void;
};
