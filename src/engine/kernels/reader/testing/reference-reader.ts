/** A reader in plain float64, one number after another: the reference of the kernels, and of tf.grad. */

import { endToken, noLabel, startToken } from '../../../../domain/strips/strip.ts';
import type { ReaderBatch } from '../strip-jobs.ts';
import { type ReaderShape, weightPlaces } from '../shape.ts';

type Named = (name: string) => { readonly values: ArrayLike<number>; readonly columns: number };

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** bias + x · W. */
function dense(x: readonly number[], kernel: ReturnType<Named>, bias: ArrayLike<number> | null): number[] {
  return Array.from({ length: kernel.columns }, (_, column) =>
    x.reduce((sum, value, row) => sum + value * kernel.values[row * kernel.columns + column], bias ? bias[column] : 0),
  );
}

type State = { readonly h: readonly number[]; readonly c: readonly number[] };

function lstmStep(x: readonly number[], { h, c }: State, name: string, of: Named): State {
  const units = h.length;
  const byState = dense(h, of(`${name}/recurrent_kernel`), null);
  const sums = dense(x, of(`${name}/kernel`), of(`${name}/bias`).values).map((sum, at) => sum + byState[at]);
  const gate = (index: number, unit: number) => sums[index * units + unit];
  const cell = c.map((was, u) => sigmoid(gate(1, u)) * was + sigmoid(gate(0, u)) * Math.tanh(gate(2, u)));
  return { c: cell, h: cell.map((value, u) => sigmoid(gate(3, u)) * Math.tanh(value)) };
}

function softmax(values: readonly number[]): number[] {
  const largest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** What a decoder reads at a step; after the end, the end. @param before the token to be written before */
export function readToken(step: number, before: number, isOwn: boolean, logitsBefore: readonly number[]): number {
  if (step === 0) return startToken;
  if (before === noLabel) return endToken;
  return isOwn ? logitsBefore.indexOf(Math.max(...logitsBefore)) : before;
}

/** Logits of every step and strip, and the mean cross-entropy of the written tokens, in nats. */
export function referenceReader(shape: ReaderShape, weights: readonly ArrayLike<number>[], batch: ReaderBatch) {
  const places = weightPlaces(shape);
  const byName = new Map(
    places.map(({ name, shape: size }, index) => [name, { values: weights[index], columns: size[size.length - 1] }]),
  );
  const of: Named = (name) => {
    const found = byName.get(name);
    if (!found) throw new Error(`There are no weights ${name}.`);
    return found;
  };
  const zeros = Array<number>(shape.units).fill(0);
  const logits: number[][][] = [];
  let loss = 0;
  let written = 0;
  const count = batch.labels.length / shape.tokens;
  for (let sample = 0; sample < count; sample++) {
    const pixels = batch.images.subarray(sample * shape.steps * shape.inputSize);
    const inputs = Array.from({ length: batch.steps }, (_, step) =>
      Array.from(pixels.subarray(step * shape.inputSize, (step + 1) * shape.inputSize), (byte) => byte / 255),
    );
    const encode = (name: string, sequence: readonly (readonly number[])[]): State[] => {
      let state: State = { h: zeros, c: zeros };
      return sequence.map((x) => (state = lstmStep(x, state, name, of)));
    };
    let [forth, back] = [[] as State[], [] as State[]];
    let memory: readonly (readonly number[])[] = inputs;
    for (const above of ['', '_2'].slice(0, shape.layers)) {
      forth = encode(`encoder${above}`, memory);
      back = shape.directions === 2 ? encode(`encoder${above}_back`, [...memory].reverse()) : [];
      memory = forth.map(({ h }, step) => [...h, ...(back.length ? back[back.length - 1 - step].h : [])]);
    }
    const last = [...forth[forth.length - 1].h, ...(back.length ? back[back.length - 1].h : [])];
    const start = dense(last, of('bridge/kernel'), of('bridge/bias').values).map(Math.tanh);
    let state: State = { h: start.slice(0, shape.units), c: start.slice(shape.units) };
    const own: number[][] = [];
    for (let step = 0; step < shape.tokens; step++) {
      const at = sample * shape.tokens + step;
      const label = batch.labels[at];
      const before = batch.labels[at - 1];
      const token = readToken(step, before, batch.ownAnswers[at] !== 0, own[step - 1]);
      const oneHot = Array.from({ length: 12 }, (_, index) => (index === token ? 1 : 0));
      let context: number[] = [];
      if (shape.attends) {
        const query = dense(state.h, of('attention/query'), of('attention/bias').values);
        const energies = memory.map((states) => {
          const keys = dense(states, of('attention/keys'), null);
          return keys.reduce(
            (sum, key, unit) => sum + of('attention/energy').values[unit] * Math.tanh(key + query[unit]),
            0,
          );
        });
        const shares = softmax(energies);
        context = memory[0].map((_, unit) => memory.reduce((sum, states, j) => sum + shares[j] * states[unit], 0));
      }
      state = lstmStep([...oneHot, ...context], state, 'decoder', of);
      const byContext = shape.attends ? dense(context, of('readout/context'), null) : null;
      const own11 = dense(state.h, of('readout/kernel'), of('readout/bias').values).map(
        (logit, index) => logit + (byContext?.[index] ?? 0),
      );
      own.push(own11);
      if (label === noLabel) continue;
      loss -= Math.log(softmax(own11)[label]);
      written++;
    }
    logits.push(own);
  }
  return { logits, loss: loss / written, written };
}
