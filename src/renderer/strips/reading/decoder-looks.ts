/** What is shown of a decoder: the gates of an LSTM, or of a Transformer the output of each block and what its heads look at. */

import type { AttentionHeads, StripReading } from '../../../protocol/strips.ts';
import { t } from '../../i18n/translate.svelte.ts';
import { type Gate, gatesOf, subscripted } from '../../lab/score/reading/gates.ts';
import { mostLookedAt } from './strip-reading.ts';

/** A tile of the decoder, found in a reading by its name. */
export type DecoderLook = Omit<Gate, 'name'> & {
  readonly name: string;
  /** From 1, of a Transformer; null for an LSTM's gate. */
  readonly block: number | null;
};

export function decoderLooks({ decoder, heads }: StripReading): readonly DecoderLook[] {
  const gates = gatesOf(heads ? 'transformer' : 'lstm');
  if (!heads) return gates.filter(({ name }) => name in decoder).map((gate) => ({ ...gate, block: null }));
  return Array.from({ length: heads.blocks }, (_, index) => index + 1).flatMap((block) =>
    gates.map((gate) => ({ ...gate, block, name: `block${block}`, symbol: subscripted(gate.symbol, block) })),
  );
}

export function lookName({ block, label }: DecoderLook): string {
  return block === null ? t(label) : t('strips.blockOutput', { block });
}

/** Which block and head is looked at, from 0; null: the mean over all. */
export type HeadView = { readonly block: number | null; readonly head: number | null };

export const allHeads: HeadView = { block: null, head: null };

/** Blocks and heads that a view takes together. */
function seenBy({ blocks, heads }: AttentionHeads, view: HeadView): { block: number; head: number }[] {
  const all = Array.from({ length: blocks * heads }, (_, at) => ({ block: Math.floor(at / heads), head: at % heads }));
  const isSeen = (wanted: number | null, at: number) => wanted === null || wanted === at;
  return all.filter(({ block, head }) => isSeen(view.block, block) && isSeen(view.head, head));
}

/** [W × C] of one block and head. */
function attentionAt({ heads, attention, blocks }: AttentionHeads, block: number, head: number): Float32Array {
  const size = attention.length / (blocks * heads);
  return attention.subarray((block * heads + head) * size, (block * heads + head + 1) * size);
}

/** [W × C] where each token looked, in one head or on average; null without attention. */
export function attentionSeen({ attention, heads }: StripReading, view: HeadView): Float32Array | null {
  if (attention.length === 0) return null;
  if (!heads) return attention;
  const parts = seenBy(heads, view).map(({ block, head }) => attentionAt(heads, block, head));
  return Float32Array.from(
    attention,
    (_, at) => parts.reduce((sum, part) => sum + part[at], 0) / Math.max(1, parts.length),
  );
}

/** A written token and an encoder step, from 0. */
export type Cell = { readonly token: number; readonly step: number };

/** What may decide which cell is shown; null where nothing does. */
type Chosen = {
  readonly pointed: Cell | null;
  readonly chosen: Cell | null;
  /** Lit. */
  readonly token: number | null;
  readonly step: number | null;
};

/**
 * The cell under the pointer, or that of what is lit or was chosen; of a token alone, where it looked most.
 * @param attention [W × C]
 */
export function cellShown(
  attention: Float32Array,
  { written, steps }: { readonly written: number; readonly steps: number },
  { pointed, chosen, token, step }: Chosen,
): Cell {
  const isThere = (at: Cell | null) => at !== null && at.token < written && at.step < steps;
  if (pointed && isThere(pointed)) return pointed;
  const kept = isThere(chosen) ? chosen : null;
  const from = token !== null && token < written ? token : (kept?.token ?? 0);
  const most = mostLookedAt(attention.subarray(from * steps, (from + 1) * steps)).most;
  return { token: from, step: step ?? (kept?.token === from ? kept.step : most) };
}

/** How one head looked from a token at a step. */
export type Look = {
  readonly block: number;
  readonly head: number;
  /** [U / H] each. */
  readonly query: Float32Array;
  readonly key: Float32Array;
  readonly value: Float32Array;
  /** q·k / √(U / H) */
  readonly score: number;
  /** softmax of the scores over all steps. */
  readonly share: number;
};

/** Where a view takes several heads together, the one that looked most. @param written, @param steps of the reading */
export function lookAt(
  heads: AttentionHeads,
  view: HeadView,
  { token, step }: Cell,
  written: number,
  steps: number,
): Look {
  const shareOf = ({ block, head }: { block: number; head: number }) =>
    attentionAt(heads, block, head)[token * steps + step];
  const { block, head } = seenBy(heads, view).reduce((most, other) => (shareOf(other) > shareOf(most) ? other : most));
  const units = heads.queries.length / (heads.blocks * written);
  const width = units / heads.heads;
  const own = (values: Float32Array, row: number) =>
    values.subarray(row * units + head * width, row * units + (head + 1) * width);
  const query = own(heads.queries, block * written + token);
  const [key, value] = [heads.keys, heads.values].map((values) => own(values, block * steps + step));
  const score = query.reduce((sum, q, unit) => sum + q * key[unit], 0) / Math.sqrt(width);
  return { block, head, query, key, value, score, share: shareOf({ block, head }) };
}
