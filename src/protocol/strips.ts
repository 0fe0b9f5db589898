/** The strip reader: an encoder reads a strip of digits column by column, a decoder writes the number digit by digit. */

import * as v from 'valibot';
import { wireErrorSchema } from '../domain/errors.ts';
import { limits } from '../domain/limits/limits.ts';
import { readTokens, stripHeight, writtenTokens } from '../domain/strips/strip.ts';
import { stripModelNames } from '../domain/strips/strip-models.ts';
import { columnsPerStepChoices, stripRanges } from '../domain/strips/strip-settings.ts';
import { namedFile } from './model-files.ts';
import { bytes, bytesWithin, count, finite, float32, nothing, type Of, share, whole } from './values.ts';

export const stripSettings = v.strictObject({
  model: v.picklist(stripModelNames),
  units: whole(...stripRanges.units),
  directions: v.picklist([1, 2]),
  layers: whole(...stripRanges.layers),
  columnsPerStep: v.picklist(columnsPerStepChoices),
  longest: whole(...stripRanges.longest),
  ownAnswers: share,
  steps: whole(...stripRanges.steps),
  seed: whole(...stripRanges.seed),
});

/** How well strips are read, measured along a training. */
export const stripProgress = v.object({
  /** Optimizer steps done. */
  step: count,
  /** Cross-entropy of a token in nats, each given the true tokens before it; mean over the latest training batches. */
  forcedLoss: finite,
  /** The same of test strips, where the decoder is given the true tokens, and where it is given its own. */
  testForcedLoss: finite,
  testOwnLoss: finite,
  /** [longest possible] share of test strips of 1, 2, … digits that are read without a fault, on the decoder's own answers. */
  wholeRight: float32,
});

export type StripProgress = Of<typeof stripProgress>;

/** An own reader that is not shown. */
const stripReaderFacts = v.object({ settings: stripSettings, step: count });

export type StripReaderFacts = Of<typeof stripReaderFacts>;

const stripReaderStatus = v.object({
  settings: stripSettings,
  training: v.boolean(),
  origin: v.picklist(['pretrained', 'trained', 'untrained']),
  step: count,
  totalSteps: count,
  stripsPerSecond: finite,
  /** Cross-entropy of a token, in nats, mean over the latest batches; null before. */
  trainLoss: v.nullable(finite),
  progress: v.array(stripProgress),
  /** Whether a training was stopped that can go on. */
  canTrainOn: v.boolean(),
  /** The person's own reader that `bringBackStripReader` would show; null: there is none. */
  former: v.nullable(stripReaderFacts),
  /** The person's own reader that the next training drops; null: none. */
  dropped: v.nullable(stripReaderFacts),
  /** Why the shipped reader of this model could not be read; null where it could. */
  pretrainedError: v.nullable(wireErrorSchema),
});

export type StripReaderStatus = Of<typeof stripReaderStatus>;

const stripEntries = {
  /** [28 × width], row by row. */
  pixels: bytesWithin(stripHeight * limits.maxStripColumns),
  width: whole(1, limits.maxStripColumns),
};

const hasShape = ({ pixels, width }: { readonly pixels: Uint8Array; readonly width: number }) =>
  pixels.length === stripHeight * width;

const strip = v.pipe(
  v.object({ ...stripEntries, labels: bytes }),
  v.check((sent) => hasShape(sent), 'The pixels do not have the shape of a strip.'),
);

const stripOrder = v.pipe(
  v.strictObject({
    ...stripEntries,
    /** Tokens that the decoder is made to write first, whatever it would have written; it goes on by itself. */
    forced: v.pipe(v.array(whole(0, writtenTokens - 1)), v.maxLength(limits.maxStripDigits)),
  }),
  v.check((sent) => hasShape(sent), 'The pixels do not have the shape of a strip.'),
);

export type StripOrder = Of<typeof stripOrder>;

/** One of the most probable numbers, found by a beam search: forced tokens first, without the end. The probability is of what follows them. */
const candidateNumber = v.object({ tokens: v.array(count), logProbability: finite });

/** B: blocks of the decoder, H: heads, U: units of all heads, side by side; W and C as in a reading. */
const attentionHeads = v.object({
  blocks: count,
  heads: count,
  /** [B × H × W × C] each row sums to 1: softmax of q·k / √(U/H). */
  attention: float32,
  /** [B × W × U] of the written tokens. */
  queries: float32,
  /** [B × C × U] what the encoder hands over. */
  keys: float32,
  values: float32,
});

export type AttentionHeads = Of<typeof attentionHeads>;

/**
 * A strip as it is read. C: encoder steps, W: tokens written with the end, U: units of a direction, D: directions.
 */
const stripReading = v.object({
  columnsPerStep: count,
  /** [C × D·U] hidden states of the encoder after each step, in the order of the strip; of a Transformer D are its blocks. */
  encoderStates: float32,
  /** W tokens, as written: forced ones first. */
  tokens: v.array(whole(0, readTokens - 1)),
  /** [W × 11] the probabilities of each token. */
  probabilities: float32,
  /** [W × C] each row sums to 1; of a Transformer the mean over its blocks and heads. Empty without attention. */
  attention: float32,
  /** Of a decoder whose attention has several heads; null for others. */
  heads: v.nullable(attentionHeads),
  /** By name (forgetGate, inputGate, candidate, cellState, outputGate, hiddenState; of a Transformer block1, block2 …): [W × units] of the decoder. */
  decoder: v.record(v.string(), float32),
  /** The most probable numbers, best first, after the forced tokens. */
  beams: v.array(candidateNumber),
  /** Optimizer steps of the network that read. */
  step: count,
});

export type StripReading = Of<typeof stripReading>;

export const stripRequests = {
  getStripReader: { params: nothing, result: stripReaderStatus },
  /** Trains a fresh strip reader; answers when it has started. */
  trainStripReader: { params: stripSettings, result: nothing },
  /** Goes on with a training that was stopped; answers when it has started. */
  trainStripReaderOn: { params: nothing, result: nothing },
  stopStripReader: { params: nothing, result: nothing },
  /** Shows the shipped reader of a model. */
  openStripReader: { params: v.strictObject({ model: v.picklist(stripModelNames) }), result: nothing },
  /** Shows the person's own reader that another one replaced. */
  bringBackStripReader: { params: nothing, result: nothing },
  /** Makes a strip of test digits. */
  makeStrip: {
    params: v.strictObject({
      digits: whole(1, limits.maxStripDigits),
      seed: whole(...stripRanges.seed),
    }),
    result: strip,
  },
  readStrip: { params: stripOrder, result: stripReading },
  /** The present reader for PyTorch: a .zip of safetensors and a loader. */
  exportStripReader: { params: nothing, result: namedFile },
};

export const stripEvents = {
  stripReader: stripReaderStatus,
};
