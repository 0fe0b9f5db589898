/** Where a batch of strips lies in memory. */

/** Where a batch of strips lies. */
export type BatchPlaces = {
  /** [batchSize][imageBytes]; [batchSize][tokens] u8: what is to be written, and whether the decoder reads its own answer. */
  readonly images: number;
  readonly labels: number;
  readonly ownAnswers: number;
  /** i32: encoder steps, decoder steps and written tokens of the batch. */
  readonly about: number;
  /** [batchSize][tokens][classes] f32 */
  readonly logits: number;
};

/** Room for a batch. */
export function takeBatch(
  take: (bytes: number) => number,
  { tokens, classes }: { readonly tokens: number; readonly classes: number },
  batchSize: number,
  imageBytes: number,
): BatchPlaces {
  return {
    images: take(batchSize * imageBytes),
    labels: take(batchSize * tokens),
    ownAnswers: take(batchSize * tokens),
    about: take(3 * 4),
    logits: take(4 * batchSize * tokens * classes),
  };
}

/** Encoder steps, decoder steps and written tokens of the batch that lies in memory. */
export function aboutBatch(memory: WebAssembly.Memory, { about }: BatchPlaces) {
  const [steps, tokens, written] = new Int32Array(memory.buffer, about, 3);
  return { steps, tokens, written };
}
