/** What the engine asks of the threads of a network. */

/** How the weights follow their gradients. */
export type Optimizer =
  | {
      readonly kind: 'adam';
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      /** Of AdamW; 0 for Adam. */
      readonly weightDecay: number;
    }
  | { readonly kind: 'rmsprop'; readonly decay: number; readonly epsilon: number }
  | { readonly kind: 'momentum'; readonly momentum: number };

export type TrainOrder = {
  readonly kind: 'train';
  /** Samples of the batch. */
  readonly count: number;
  /** The bank that the weights are read from; the update goes to the other one. */
  readonly bank: 0 | 1;
  readonly optimizer: Optimizer;
  /** Optimizer steps done, this one included. */
  readonly step: number;
  readonly learningRate: number;
  /** Largest norm of all gradients together; 0: any. */
  readonly clipNorm: number;
  /** Steps that the gradient goes back through time. */
  readonly truncation: number;
};

/** Only the gradients, summed over the threads into those of thread 0. */
export type GradientsOrder = Omit<TrainOrder, 'kind' | 'optimizer' | 'step' | 'learningRate' | 'clipNorm'> & {
  readonly kind: 'gradients';
};

export type LogitsOrder = { readonly kind: 'logits'; readonly count: number; readonly bank: 0 | 1 };

/** As many multiply-adds as the processor can do, from registers alone: what the benchmark holds the others against. */
export type PeakOrder = { readonly kind: 'peak'; readonly iterations: number };

export type Order = TrainOrder | GradientsOrder | LogitsOrder | PeakOrder;

export type OrderResult = {
  /** Summed over the batch, in nats. */
  readonly loss: number;
  readonly correct: number;
  /** Before clipping. */
  readonly gradientNorm: number;
  /** Floating-point operations of a {@link PeakOrder}, over all threads. */
  readonly operations: number;
};
