/** One strip that was read, and its decoder step by step: what every kind of network that reads strips can tell. */

/** What a decoder does next, once it has read a token. May be called any number of times, with any token. */
export type Decoder = (token: number) => DecoderStep;

export type DecoderStep = {
  /** Goes on from here. */
  readonly next: Decoder;
  /** Before softmax, [11]. */
  readonly logits: Float32Array;
  /** [steps] over the encoder's steps, of all heads together; empty without attention. */
  readonly attention: Float32Array;
  /** What the picture shows of the decoder, by name; each [units]. */
  readonly states: Readonly<Record<string, Float32Array>>;
  /** Of a decoder whose attention has several heads. */
  readonly heads?: DecoderHeads;
};

/** U: units of all heads, side by side. */
export type DecoderHeads = {
  /** [blocks × heads × steps], each row sums to 1. */
  readonly attention: Float32Array;
  /** [blocks × U] */
  readonly queries: Float32Array;
};

export type EncoderHeads = {
  readonly blocks: number;
  readonly heads: number;
  /** [blocks × steps × U] what the encoder hands to the decoder. */
  readonly keys: Float32Array;
  readonly values: Float32Array;
};

/** Nothing else may read a strip until the last step of its decoder. */
export type OpenStrip = {
  /** [steps × states of a step] of the encoder, in the order of the strip. */
  readonly states: Float32Array;
  readonly start: Decoder;
  readonly heads?: EncoderHeads;
};

/** Reads a strip, [steps × inputSize] bytes, column by column. */
export type StripTrace = { open(image: Uint8Array): OpenStrip };
