/** The pairs of encoder and decoder that read a strip, declared once. */

type StripModelFacts = {
  /** Whether the decoder looks back at every column, or starts from one state that holds the whole strip. */
  readonly attends: boolean;
  /** Whether the app comes with a trained one (`npm run pretrain:strips`). */
  readonly isShipped: boolean;
};

export const stripModels = {
  /** LSTM encoder and LSTM decoder with additive attention (D. Bahdanau, K. Cho, Y. Bengio 2015). */
  attention: { attends: true, isShipped: true },
  /** The same without attention: everything goes through one state (I. Sutskever, O. Vinyals, Q. Le 2014). */
  bottleneck: { attends: false, isShipped: false },
} as const satisfies Readonly<Record<string, StripModelFacts>>;

export type StripModel = keyof typeof stripModels;

export const stripModelNames = Object.keys(stripModels) as readonly StripModel[];
