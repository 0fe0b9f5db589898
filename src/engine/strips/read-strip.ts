/** Reads a strip with all that a network computes on the way, and finds the most probable numbers. */

import { joined } from '../../domain/joined.ts';
import { limits } from '../../domain/limits/limits.ts';
import { endToken, startToken, stripHeight } from '../../domain/strips/strip.ts';
import type { AttentionHeads, StripOrder, StripReading } from '../../protocol/strips.ts';
import type { Decoder, DecoderHeads, DecoderStep, EncoderHeads } from '../kernels/reader/open-strip.ts';
import { layColumns, mostTokens, stepsOf } from './strip-batch.ts';
import type { StripNetwork } from './strip-network.ts';

/** Hypotheses that a beam search follows. */
const beamWidth = 3;

/** Blank columns fill the last step. Takes milliseconds, on the calling thread. */
export function readStrip(
  { structure, trace }: Pick<StripNetwork, 'structure' | 'trace'>,
  { pixels, width, forced }: StripOrder,
): Omit<StripReading, 'step'> {
  const { columnsPerStep } = structure;
  const image = new Uint8Array(stepsOf(width, columnsPerStep) * columnsPerStep * stripHeight);
  layColumns({ pixels, width }, image);
  const { states, start, heads } = trace.open(image);
  const written = write(start, forced);
  const names = Object.keys(written[0].states);
  return {
    ...{ columnsPerStep, encoderStates: states },
    tokens: written.map(({ token }) => token),
    probabilities: joined(written.map(({ logits }) => softmax(logits))),
    attention: joined(written.map((at) => at.attention)),
    heads: heads ? headsOf(heads, written) : null,
    decoder: Object.fromEntries(names.map((name) => [name, joined(written.map((at) => at.states[name]))])),
    beams: search(start, forced),
  };
}

/** What the attention of all written tokens is made of; tokens within a block, and within a head. */
function headsOf({ keys, values, blocks, heads }: EncoderHeads, written: readonly DecoderStep[]): AttentionHeads {
  /** Row `index` of so many that each step has. */
  const rows = (name: keyof DecoderHeads, count: number) =>
    joined(
      Array.from({ length: count }, (_, index) => index).flatMap((index) =>
        written.map((step) => {
          const all = step.heads?.[name] ?? new Float32Array();
          return all.subarray((index * all.length) / count, ((index + 1) * all.length) / count);
        }),
      ),
    );
  const [attention, queries] = [rows('attention', blocks * heads), rows('queries', blocks)];
  return { blocks, heads, attention, queries, keys, values };
}

/** Whether only the end may follow so many digits. */
const isFull = ({ length }: { readonly length: number }) => length >= limits.maxStripDigits;

/** Writes the forced tokens, then the most probable ones up to the end. */
function write(start: Decoder, forced: readonly number[]): (DecoderStep & { token: number })[] {
  const written: (DecoderStep & { token: number })[] = [];
  let decoder = start;
  let token = startToken;
  while (written.length < mostTokens && token !== endToken) {
    const step = decoder(token);
    token = forced[written.length] ?? (isFull(written) ? endToken : step.logits.indexOf(Math.max(...step.logits)));
    written.push({ ...step, token });
    decoder = step.next;
  }
  return written;
}

type Hypothesis = {
  /** Without the end. */
  readonly tokens: readonly number[];
  readonly logProbability: number;
  readonly decoder: Decoder;
  readonly hasEnded: boolean;
};

/** A beam search (B. Lowerre 1976) after the forced tokens. */
function search(start: Decoder, forced: readonly number[]): StripReading['beams'] {
  let decoder = start;
  forced.forEach((_, index) => {
    decoder = decoder(index === 0 ? startToken : forced[index - 1]).next;
  });
  const hasEnded = forced.at(-1) === endToken;
  const tokens = forced.filter((token) => token !== endToken);
  let beam: readonly Hypothesis[] = [{ tokens, logProbability: 0, decoder, hasEnded }];
  while (beam.some(({ hasEnded: isDone }) => !isDone)) {
    const next = beam.flatMap((hypothesis) => (hypothesis.hasEnded ? [hypothesis] : extended(hypothesis)));
    beam = next.sort((a, b) => b.logProbability - a.logProbability).slice(0, beamWidth);
  }
  return beam.map(({ tokens: written, logProbability }) => ({ tokens: [...written], logProbability }));
}

function extended({ tokens, decoder, logProbability }: Hypothesis): Hypothesis[] {
  const step = decoder(tokens.at(-1) ?? startToken);
  return Array.from(softmax(step.logits), (probability, token) => ({
    tokens: token === endToken ? tokens : [...tokens, token],
    logProbability: logProbability + Math.log(probability),
    decoder: step.next,
    hasEnded: token === endToken,
  })).filter(({ hasEnded }) => hasEnded || !isFull(tokens));
}

function softmax(logits: Float32Array): Float32Array {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
