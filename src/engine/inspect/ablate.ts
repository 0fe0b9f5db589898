/**
 * An ablated network is an ordinary one with other weights: a gate with zero kernels and an extreme bias saturates to
 * within rounding of the kernels' sigmoid, so that the kernels need no special case.
 */

import { type GateName, gateIndexOf, isRecurrent, recurrentCells } from '../../domain/cells.ts';
import type { Ablation } from '../../protocol/ablation.ts';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import type { Weight } from '../models/network.ts';

/** Far beyond the range of the kernels' sigmoid, which ends at 0 and 1 up to 2.3e-7 (`assembly/math.ts`). */
const saturating = 100;

/** Whether a network of this configuration supports this ablation. */
export function canAblate(
  { cell, layers, units, heads: present }: ModelConfig,
  { layer, clamp, silenced, heads, forgetBias }: Ablation,
): boolean {
  if (cell === 'transformer')
    return (
      layer < layers &&
      clamp === null &&
      silenced.length + Math.abs(forgetBias) === 0 &&
      heads.every((head) => head < present)
    );
  if (heads.length > 0) return false;
  if (!isRecurrent(cell) || layer >= layers || silenced.some((unit) => unit >= units)) return false;
  const has = (gate: GateName) => gateIndexOf(cell, gate) !== null;
  return (clamp === null || has(clamp.gate)) && (forgetBias === 0 || has('forgetGate'));
}

/**
 * A unit is silenced by closing its output gate (LSTM), by holding its update gate open from a zero state (GRU), or by
 * a sum (RNN) that its activation maps to 0; outgoing weights are zeroed to remove rounding residue.
 * @param weights in the order of `weightShapes(config)`; not modified
 * @throws RangeError if the network does not support this ablation
 */
export function ablate(config: ModelConfig, weights: readonly Weight[], ablation: Ablation): Weight[] {
  const { cell, units, activation } = config;
  if (!canAblate(config, ablation)) throw new RangeError('This network does not support this ablation.');
  if (!isRecurrent(cell)) return withoutHeads(config, weights, ablation);
  const { layer, clamp, silenced, forgetBias } = ablation;
  const copies = weights.map((weight) => ({ ...weight, values: weight.values.slice() }));
  const [kernel, recurrent, bias, above] = copies.slice(3 * layer).map(({ values }) => values);
  const columns = bias.length;

  const hold = (column: number, at: number) => {
    for (const matrix of [kernel, recurrent])
      for (let from = column; from < matrix.length; from += columns) matrix[from] = 0;
    bias[column] = at;
  };

  const forget = gateIndexOf(cell, 'forgetGate');
  if (forget !== null) for (let unit = 0; unit < units; unit++) bias[forget * units + unit] += forgetBias;
  const held = clamp && gateIndexOf(cell, clamp.gate);
  if (clamp && held !== null) {
    for (let unit = 0; unit < units; unit++) hold(held * units + unit, clamp.at === 1 ? saturating : -saturating);
  }
  const { silencedBy } = recurrentCells[cell];
  const silencing = (silencedBy && gateIndexOf(cell, silencedBy.gate)) ?? 0;
  for (const unit of silenced) {
    if (silencedBy) hold(silencing * units + unit, silencedBy.at === 1 ? saturating : -saturating);
    else hold(unit, activation === 'sigmoid' ? -saturating : 0);
    for (const listener of [recurrent, above]) {
      const width = listener.length / units;
      listener.fill(0, unit * width, (unit + 1) * width);
    }
  }
  return copies;
}

/** The heads' results stand side by side before they are mixed: a head's rows of W_O are set to 0. */
function withoutHeads(
  { units, heads: present }: ModelConfig,
  weights: readonly Weight[],
  { layer, heads }: Ablation,
): Weight[] {
  const copies = weights.map((weight) => ({ ...weight, values: weight.values.slice() }));
  const mixing = copies.find(({ name }) => name === `block_${layer + 1}/output/kernel`);
  const size = (units / present) * units;
  for (const head of heads) mixing?.values.fill(0, head * size, (head + 1) * size);
  return copies;
}
