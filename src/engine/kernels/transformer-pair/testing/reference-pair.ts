/** A Transformer pair in plain float64, one number after another: the reference of the kernels, and of tf.grad. */

import { noLabel } from '../../../../domain/strips/strip.ts';
import { readToken } from '../../reader/testing/reference-reader.ts';
import type { ReaderBatch } from '../../reader/strip-jobs.ts';
import { sinusoidalPositions } from '../../transformer/positions.ts';
import type { PairShape } from '../shape.ts';
import { pairWeightShapes } from '../weights.ts';

type Vector = readonly number[];
type Tokens = readonly Vector[];

function plus(a: Vector, b: Vector): number[] {
  return a.map((value, at) => value + b[at]);
}

function softmax(values: Vector): number[] {
  const largest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** What the decoder looks at, for each block, token, head and token of the strip. */
export type Looks = number[][][][];

/** Logits of every strip and step, and the mean cross-entropy of the written tokens, in nats. */
export function referencePair(shape: PairShape, weights: readonly ArrayLike<number>[], batch: ReaderBatch) {
  const { units, heads } = shape;
  const names = new Map(pairWeightShapes(shape).map(({ name }, index) => [name, index]));
  const of = (name: string): ArrayLike<number> => {
    const index = names.get(name);
    if (index === undefined) throw new Error(`There are no weights ${name}.`);
    return weights[index];
  };

  function dense(x: Vector, name: string): number[] {
    const [kernel, bias] = [of(`${name}/kernel`), of(`${name}/bias`)];
    return Array.from(bias, (first, column) =>
      x.reduce((sum, value, row) => sum + value * kernel[row * bias.length + column], first),
    );
  }

  function norm(x: Vector, name: string): number[] {
    const mean = x.reduce((a, b) => a + b, 0) / units;
    const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / units;
    const [gamma, beta] = [of(`${name}/gamma`), of(`${name}/beta`)];
    return x.map((value, at) => ((value - mean) / Math.sqrt(variance + 1e-5)) * gamma[at] + beta[at]);
  }

  /** @param keys that a token sees, by its place */
  function attend(x: Tokens, name: string, keysOf: (place: number, normed: Tokens) => Tokens, looks?: number[][][]) {
    const width = units / heads;
    const normed = x.map((token) => norm(token, `${name}/attention_norm`));
    return x.map((token, place) => {
      const seen = keysOf(place, normed);
      const query = dense(normed[place], `${name}/query`);
      const [keys, values] = ['key', 'value'].map((part) => seen.map((other) => dense(other, `${name}/${part}`)));
      const shares = Array.from({ length: heads }, (_, head) => {
        const own = (vector: Vector) => vector.slice(head * width, (head + 1) * width);
        return softmax(
          keys.map((key) => own(key).reduce((sum, value, at) => sum + value * own(query)[at], 0) / Math.sqrt(width)),
        );
      });
      looks?.push(shares);
      const answer = Array.from({ length: units }, (_, unit) =>
        values.reduce((sum, value, at) => sum + shares[Math.floor(unit / width)][at] * value[unit], 0),
      );
      return plus(token, dense(answer, `${name}/output`));
    });
  }

  function feedForward(x: Tokens, name: string): Tokens {
    return x.map((token) => {
      const inner = dense(norm(token, `${name}/feed_forward_norm`), `${name}/feed_forward_1`);
      const positive = inner.map((value) => Math.max(0, value));
      return plus(token, dense(positive, `${name}/feed_forward_2`));
    });
  }

  const all = sinusoidalPositions(Math.max(shape.steps, shape.tokens), units);
  const placed = (x: Tokens) =>
    x.map((token, place) => plus(token, Array.from(all.subarray(place * units, (place + 1) * units))));
  const eachBlock = Array.from({ length: shape.blocks }, (_, index) => index + 1);

  function encode(pixels: Tokens): Tokens {
    let x: Tokens = placed(pixels.map((patch) => dense(patch, 'embedding')));
    for (const block of eachBlock) {
      x = attend(x, `encoder_${block}`, (_, normed) => normed);
      x = feedForward(x, `encoder_${block}`);
    }
    return x.map((token) => norm(token, 'encoder_norm'));
  }

  function decode(memory: Tokens, tokens: readonly number[], looks?: Looks): number[][] {
    const oneHot = (token: number) => Array.from({ length: 12 }, (_, index) => (index === token ? 1 : 0));
    let x: Tokens = placed(tokens.map((token) => dense(oneHot(token), 'token_embedding')));
    for (const block of eachBlock) {
      const own: number[][][] = [];
      x = attend(x, `decoder_${block}`, (place, normed) => normed.slice(0, place + 1));
      x = attend(x, `decoder_${block}/cross`, () => memory, own);
      x = feedForward(x, `decoder_${block}`);
      looks?.push(own);
    }
    return x.map((token) => dense(norm(token, 'decoder_norm'), 'readout'));
  }

  const logits: number[][][] = [];
  const looks: Looks[] = [];
  let loss = 0;
  let written = 0;
  const count = batch.labels.length / shape.tokens;
  for (let sample = 0; sample < count; sample++) {
    const pixels = batch.images.subarray(sample * shape.steps * shape.inputSize);
    const memory = encode(
      Array.from({ length: batch.steps }, (_, step) =>
        Array.from(pixels.subarray(step * shape.inputSize, (step + 1) * shape.inputSize), (byte) => byte / 255),
      ),
    );
    const tokens: number[] = [];
    const own: number[][] = [];
    for (let step = 0; step < shape.tokens; step++) {
      const at = sample * shape.tokens + step;
      tokens.push(readToken(step, batch.labels[at - 1], batch.ownAnswers[at] !== 0, own[step - 1]));
      // Only what it reads itself must be known before.
      if (batch.ownAnswers[at + 1]) own[step] = decode(memory, tokens)[step];
    }
    const ownLooks: Looks = [];
    const answers = decode(memory, tokens, ownLooks);
    answers.forEach((answer, step) => {
      const label = batch.labels[sample * shape.tokens + step];
      if (label === noLabel) return;
      loss -= Math.log(softmax(answer)[label]);
      written++;
    });
    logits.push(answers);
    looks.push(ownLooks);
  }
  return { logits, looks, loss: loss / written, written };
}
