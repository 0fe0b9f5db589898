/** The jobs that the engine gives to a network's threads. */

import type { EpsilonPlace } from '../../../domain/recipe/epsilon-place.ts';

/** How the weights are updated from their gradients. */
export type Optimizer =
  | {
      readonly kind: 'adam';
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
    }
  | {
      readonly kind: 'rmsprop';
      readonly decay: number;
      readonly epsilon: number;
      readonly epsilonPlace: EpsilonPlace;
    }
  | { readonly kind: 'momentum'; readonly momentum: number };

/** An optimizer's state between steps. */
export type OptimizerState = {
  /** Number of updates, for Adam's bias correction. */
  readonly step: number;
  /** Means of the gradients and of their squares, or another kind's state: each with one array per weight array. */
  readonly moments: readonly (readonly Float32Array[])[];
};

export type TrainJob = {
  readonly kind: 'train';
  /** Samples of the batch. */
  readonly count: number;
  /** The bank to read the weights from; the update goes to the other. */
  readonly bank: 0 | 1;
  readonly optimizer: Optimizer;
  /** Number of optimizer steps, including this one. */
  readonly step: number;
  readonly learningRate: number;
  /** Largest magnitude of each element of the batch's gradient, clipped before the norm; 0: unlimited. */
  readonly clipValue: number;
  /** Largest norm of all gradients together, after clipping by value; 0: unlimited. */
  readonly clipNorm: number;
  /** All weights also shrink by learningRate · weightDecay, decoupled from the update (as in AdamW); 0: none. */
  readonly weightDecay: number;
  /** Dropout of the top layer's states before the readout; null: none. */
  readonly dropout: Dropout | null;
  /** Steps of truncated BPTT; see `shard-passes.ts`. */
  readonly truncation: number;
};

/** Each unit is dropped with this probability (below 1) in all steps of a sample; the seed decides which. */
export type Dropout = { readonly rate: number; readonly seed: number };

/** Gradients alone, summed over the threads into thread 0's. */
export type GradientsJob = Pick<TrainJob, 'count' | 'bank' | 'truncation'> & { readonly kind: 'gradients' };

/** Logits of the last step, or of all steps. */
export type LogitsJob = { readonly kind: 'logits' | 'logitsOfEachStep'; readonly count: number; readonly bank: 0 | 1 };

/** Squared gradients of the hidden states, starting from given ones at the last (`probes`) or from the cross-entropy. */
export type FlowJob = {
  readonly kind: 'flow';
  readonly count: number;
  readonly bank: 0 | 1;
  readonly hasProbes: boolean;
};

/** As many multiply-adds as the processor can do from registers alone: the reference of the benchmark. */
export type PeakJob = { readonly kind: 'peak'; readonly iterations: number };

export type Job = TrainJob | GradientsJob | LogitsJob | FlowJob | PeakJob;

export type JobResult = {
  /** Sum over the batch, in nats. */
  readonly loss: number;
  readonly correct: number;
  /** Before clipping. */
  readonly gradientNorm: number;
  /** Floating-point operations of a {@link PeakJob} over all threads. */
  readonly operations: number;
};
