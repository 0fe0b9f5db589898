/** What the engine asks of the threads of a network. */

import type { EpsilonPlace } from '../../../domain/recipe/epsilon-place.ts';

/** How the weights follow their gradients. */
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

/** What an optimizer remembers between steps. */
export type OptimizerState = {
  /** Updates done: what Adam corrects its means by. */
  readonly step: number;
  /** Means of the gradients and of their squares, or what else a kind keeps: each one array for every weight array. */
  readonly moments: readonly (readonly Float32Array[])[];
};

export type TrainJob = {
  readonly kind: 'train';
  /** Samples of the batch. */
  readonly count: number;
  /** The bank that the weights are read from; the update goes to the other one. */
  readonly bank: 0 | 1;
  readonly optimizer: Optimizer;
  /** Optimizer steps done, this one included. */
  readonly step: number;
  readonly learningRate: number;
  /** Largest size of each element of the batch's gradient, cut before the norm is; 0: any. */
  readonly clipValue: number;
  /** Largest norm of all gradients together, after they were cut by value; 0: any. */
  readonly clipNorm: number;
  /** All weights shrink by learningRate · weightDecay, beside the update (AdamW, and likewise the others); 0: they do not. */
  readonly weightDecay: number;
  /** Of the top layer's states before the readout; null: none. */
  readonly dropout: Dropout | null;
  /** Steps that the gradient goes back through time; see `shard-passes.ts`. */
  readonly truncation: number;
};

/** Each unit is dropped with this probability (below 1), in all steps of a sample; the seed says which. */
export type Dropout = { readonly rate: number; readonly seed: number };

/** Only the gradients, summed over the threads into those of thread 0. */
export type GradientsJob = Pick<TrainJob, 'count' | 'bank' | 'truncation'> & { readonly kind: 'gradients' };

/** Logits of the last step, or of all steps. */
export type LogitsJob = { readonly kind: 'logits' | 'logitsOfEachStep'; readonly count: number; readonly bank: 0 | 1 };

/** Squared gradients of the hidden states, those of the last one being given (`probes`) or those of the cross-entropy. */
export type FlowJob = {
  readonly kind: 'flow';
  readonly count: number;
  readonly bank: 0 | 1;
  readonly hasProbes: boolean;
};

/** As many multiply-adds as the processor can do, from registers alone: what the benchmark holds the others against. */
export type PeakJob = { readonly kind: 'peak'; readonly iterations: number };

export type Job = TrainJob | GradientsJob | LogitsJob | FlowJob | PeakJob;

export type JobResult = {
  /** Summed over the batch, in nats. */
  readonly loss: number;
  readonly correct: number;
  /** Before clipping. */
  readonly gradientNorm: number;
  /** Floating-point operations of a {@link PeakJob}, over all threads. */
  readonly operations: number;
};
