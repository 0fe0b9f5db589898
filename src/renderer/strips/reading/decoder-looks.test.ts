import { expect, test } from 'vitest';
import type { AttentionHeads } from '../../../protocol/strips.ts';
import { stripReadingWith } from '../../client/testing/strips.ts';
import { allHeads, attentionSeen, cellShown, decoderLooks, lookAt } from './decoder-looks.ts';

/** One block of two heads of two units; two written tokens, two steps. */
const heads: AttentionHeads = {
  ...{ blocks: 1, heads: 2 },
  attention: Float32Array.of(1, 0, 0.5, 0.5, ...[0, 1, 0.25, 0.75]),
  queries: Float32Array.of(1, 2, 3, 4, ...[5, 6, 7, 8]),
  keys: Float32Array.of(1, 1, 2, 2, ...[3, 3, 4, 4]),
  values: Float32Array.of(9, 8, 7, 6, ...[5, 4, 3, 2]),
};
const decoder = { block1: new Float32Array(8) };
const reading = stripReadingWith({ heads, decoder, attention: Float32Array.of(0.5, 0.5, 0.375, 0.625) });

test('shows the gates of an LSTM, and the blocks of a Transformer', () => {
  expect(decoderLooks(stripReadingWith()).map(({ symbol }) => symbol)).toEqual(['f', 'i', 'g', 'c', 'o', 'h']);
  expect(decoderLooks(reading)).toMatchObject([{ name: 'block1', symbol: 'h₁', block: 1 }]);
});

test('has the attention of each token: the mean over the heads, or that of one; none of a reader without', () => {
  expect(attentionSeen(reading, allHeads)).toEqual(reading.attention);
  expect(attentionSeen(reading, { block: null, head: 1 })).toEqual(Float32Array.of(0, 1, 0.25, 0.75));
  expect(attentionSeen(stripReadingWith({ attention: new Float32Array() }), allHeads)).toBeNull();
});

test('has query, key and value of a look, of the head that looked most', () => {
  const look = lookAt(heads, allHeads, { token: 1, step: 1 }, 2, 2);
  expect(look).toMatchObject({ block: 0, head: 1, share: 0.75 });
  expect([look.query, look.key, look.value]).toEqual(
    [
      [7, 8],
      [4, 4],
      [3, 2],
    ].map((of) => Float32Array.from(of)),
  );
  expect(look.score).toBeCloseTo((7 * 4 + 8 * 4) / Math.SQRT2);
  expect(lookAt(heads, { block: 0, head: 0 }, { token: 0, step: 1 }, 2, 2).head).toBe(0);
});

test('shows the cell under the pointer, then what is lit or was chosen, then where a token looked most', () => {
  const sizes = { written: 2, steps: 2 };
  const attention = Float32Array.of(1, 0, 0.25, 0.75);
  const of = { pointed: null, chosen: null, token: null, step: null };
  expect(cellShown(attention, sizes, { ...of, pointed: { token: 1, step: 0 } })).toEqual({ token: 1, step: 0 });
  expect(cellShown(attention, sizes, { ...of, token: 1 })).toEqual({ token: 1, step: 1 });
  expect(cellShown(attention, sizes, { ...of, chosen: { token: 1, step: 0 }, step: 1 })).toEqual({ token: 1, step: 1 });
  expect(cellShown(attention, sizes, { ...of, chosen: { token: 9, step: 0 } })).toEqual({ token: 0, step: 0 });
});
