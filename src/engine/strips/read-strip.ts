/** Reads a strip with all that a network computes on the way, and finds the most probable numbers. */

import { limits } from '../../domain/limits/limits.ts';
import { endToken, startToken, stripHeight } from '../../domain/strips/strip.ts';
import type { StripOrder, StripReading } from '../../protocol/strips.ts';
import type { DecoderState, DecoderStep } from '../kernels/reader/trace.ts';
import { layColumns, mostTokens, stepsOf } from './strip-batch.ts';
import type { StripNetwork } from './strip-network.ts';

/** Hypotheses that a beam search follows. */
const beamWidth = 3;

type Step = (state: DecoderState, token: number) => DecoderStep;

/** The decoder's matrices, in the order of its gates (i, f, g, o). */
const gateNames = ['inputGate', 'forgetGate', 'candidate', 'outputGate'] as const;

/** Blank columns fill the last step. Takes milliseconds, on the calling thread. */
export function readStrip(
  { structure, trace }: Pick<StripNetwork, 'structure' | 'trace'>,
  { pixels, width, forced }: StripOrder,
): Omit<StripReading, 'step'> {
  const { columnsPerStep } = structure;
  const image = new Uint8Array(stepsOf(width, columnsPerStep) * columnsPerStep * stripHeight);
  layColumns({ pixels, width }, image);
  const { states, start, step } = trace.open(image);
  const written = write(step, start, forced);
  const attention = joined(written.map((at) => at.attention));
  const gates = gateNames.map((name, gate) => [name, joined(written.map((at) => at.gates[gate]))] as const);
  return {
    ...{ columnsPerStep, encoderStates: states, attention },
    tokens: written.map(({ token }) => token),
    probabilities: joined(written.map(({ logits }) => softmax(logits))),
    decoder: {
      ...Object.fromEntries(gates),
      cellState: joined(written.map(({ state }) => state.cell)),
      hiddenState: joined(written.map(({ state }) => state.hidden)),
    },
    beams: search(step, start, forced),
  };
}

/** Writes the forced tokens, then the most probable ones up to the end. */
function write(step: Step, start: DecoderState, forced: readonly number[]): (DecoderStep & { token: number })[] {
  const written: (DecoderStep & { token: number })[] = [];
  let state = start;
  let token = startToken;
  while (written.length < mostTokens && token !== endToken) {
    const next = step(state, token);
    token = forced[written.length] ?? next.logits.indexOf(Math.max(...next.logits));
    written.push({ ...next, token });
    ({ state } = next);
  }
  return written;
}

type Hypothesis = {
  /** Without the end. */
  readonly tokens: readonly number[];
  readonly logProbability: number;
  readonly state: DecoderState;
  readonly hasEnded: boolean;
};

/** A beam search (B. Lowerre 1976) after the forced tokens. */
function search(step: Step, start: DecoderState, forced: readonly number[]): StripReading['beams'] {
  let state = start;
  forced.forEach((_, index) => {
    ({ state } = step(state, index === 0 ? startToken : forced[index - 1]));
  });
  const hasEnded = forced.at(-1) === endToken;
  const tokens = forced.filter((token) => token !== endToken);
  let beam: readonly Hypothesis[] = [{ tokens, logProbability: 0, state, hasEnded }];
  while (beam.some(goesOn)) {
    const next = beam.flatMap((hypothesis) => (goesOn(hypothesis) ? extended(step, hypothesis) : [hypothesis]));
    beam = next.sort((a, b) => b.logProbability - a.logProbability).slice(0, beamWidth);
  }
  return beam.map(({ tokens: written, logProbability }) => ({ tokens: [...written], logProbability }));
}

function goesOn({ hasEnded, tokens }: Hypothesis): boolean {
  return !hasEnded && tokens.length <= limits.maxStripDigits;
}

function extended(step: Step, { tokens, state, logProbability }: Hypothesis): Hypothesis[] {
  const next = step(state, tokens.at(-1) ?? startToken);
  return Array.from(softmax(next.logits), (probability, token) => ({
    tokens: token === endToken ? tokens : [...tokens, token],
    logProbability: logProbability + Math.log(probability),
    state: next.state,
    hasEnded: token === endToken,
  }));
}

function softmax(logits: Float32Array): Float32Array {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
