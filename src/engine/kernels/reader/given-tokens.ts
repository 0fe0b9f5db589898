/** What a decoder is to write and what it reads, as a batch gives it. */

import { endToken, noLabel, startToken } from '../../../domain/strips/strip.ts';

/** Where a batch's tokens lie: [batchSize][tokens] u8 each. */
type TokenPlan = {
  readonly labels: number;
  readonly ownAnswers: number;
  readonly shape: { readonly tokens: number };
};

export function createGivenTokens(memory: WebAssembly.Memory, { labels, ownAnswers, shape }: TokenPlan) {
  const bytes = new Uint8Array(memory.buffer);
  const labelOf = (sample: number, step: number) => bytes[labels + sample * shape.tokens + step];

  /** Whether a step's input is the decoder's own answer. */
  function isOwn(sample: number, step: number): boolean {
    const own = bytes[ownAnswers + sample * shape.tokens + step];
    return step > 0 && own !== 0 && labelOf(sample, step - 1) !== noLabel;
  }

  return {
    /** What is to be written; 255: nothing. */
    labelOf,
    isOwn,
    /** What is read: the start, then the true token before or the decoder's own; after the end, the end again. */
    tokenFor(sample: number, step: number, logitsBefore: () => Float32Array): number {
      if (step === 0) return startToken;
      if (isOwn(sample, step)) return mostProbable(logitsBefore());
      const before = labelOf(sample, step - 1);
      return before === noLabel ? endToken : before;
    },
  };
}

function mostProbable(logits: Float32Array): number {
  return logits.indexOf(Math.max(...logits));
}
