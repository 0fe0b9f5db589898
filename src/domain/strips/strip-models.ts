/** The pairs of encoder and decoder that read a strip, declared once. */

type StripModelFacts = {
  readonly kind: 'lstm' | 'transformer';
  /** Largest one of a training. */
  readonly learningRate: number;
  /** Whether the decoder looks back at every column, or starts from one state that holds the whole strip. */
  readonly attends: boolean;
  /** Whether the app comes with a trained one (`npm run pretrain:strips`). */
  readonly isShipped: boolean;
};

export const stripModels = {
  /** LSTM encoder and LSTM decoder with additive attention (D. Bahdanau, K. Cho, Y. Bengio 2015). */
  attention: { kind: 'lstm', learningRate: 4e-3, attends: true, isShipped: true },
  /** The same without attention: everything goes through one state (I. Sutskever, O. Vinyals, Q. Le 2014). */
  bottleneck: { kind: 'lstm', learningRate: 4e-3, attends: false, isShipped: false },
  /** Transformer encoder and decoder (A. Vaswani et al. 2017), pre-norm. */
  transformer: { kind: 'transformer', learningRate: 2e-3, attends: true, isShipped: false },
} as const satisfies Readonly<Record<string, StripModelFacts>>;

export type StripModel = keyof typeof stripModels;

export const stripModelNames = Object.keys(stripModels) as readonly StripModel[];

/** Whether a second encoder can read the strip from its end: a Transformer sees all of it at once. */
export function hasDirections(model: StripModel): boolean {
  return stripModels[model].kind === 'lstm';
}

/** Attention heads of a Transformer's block. */
export const transformerHeads = 4;

/** A Transformer's width: the units, up to the next multiple of its heads. */
export function transformerWidth(units: number): number {
  return Math.ceil(units / transformerHeads) * transformerHeads;
}
