/**
 * An altered network is an ordinary one with other weights: a gate whose kernels are 0 and whose bias is far from it saturates
 * to within the rounding of the kernels' sigmoid, so that no kernel has to know of it.
 */

import type { Ablation, GateName } from '../../protocol/ablation.ts';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import type { Weight } from '../models/network.ts';

/** tfjs' order of the gates that can be held, by their index among the cell's columns. */
const gateIndex: Readonly<Record<ModelConfig['cell'], Partial<Record<GateName, number>>>> = {
  lstm: { inputGate: 0, forgetGate: 1, outputGate: 3 },
  gru: { updateGate: 0, resetGate: 1 },
  rnn: {},
  transformer: {},
};

/** Far beyond where the kernels' sigmoid ends: it is 0 and 1 there but for 2.3e-7 (`assembly/math.ts`). */
const saturating = 100;

/** Whether a network of this configuration can be altered in this way. */
export function canAblate(
  { cell, layers, units }: ModelConfig,
  { layer, clamp, silenced, forgetBias }: Ablation,
): boolean {
  if (cell === 'transformer' || layer >= layers || silenced.some((unit) => unit >= units)) return false;
  return (clamp === null || gateIndex[cell][clamp.gate] !== undefined) && (forgetBias === 0 || cell === 'lstm');
}

/**
 * A unit is silenced by its output gate (LSTM) held shut, by its update gate (GRU) held open on a state that begins as 0, or
 * by a sum (plain RNN) that its activation takes to 0; and nobody listens to what rounding leaves of it.
 * @param weights in the order of `weightShapes(config)`; they stay as they are
 * @throws RangeError where this network cannot be altered so
 */
export function ablate(config: ModelConfig, weights: readonly Weight[], ablation: Ablation): Weight[] {
  if (!canAblate(config, ablation)) throw new RangeError('This network cannot be altered in this way.');
  const { cell, units, activation } = config;
  const { layer, clamp, silenced, forgetBias } = ablation;
  const copies = weights.map((weight) => ({ ...weight, values: weight.values.slice() }));
  const [kernel, recurrent, bias, above] = copies.slice(3 * layer).map(({ values }) => values);
  const columns = bias.length;

  const hold = (column: number, at: number) => {
    for (const matrix of [kernel, recurrent])
      for (let from = column; from < matrix.length; from += columns) matrix[from] = 0;
    bias[column] = at;
  };

  const forget = gateIndex[cell].forgetGate;
  if (forget !== undefined) for (let unit = 0; unit < units; unit++) bias[forget * units + unit] += forgetBias;
  const held = clamp && gateIndex[cell][clamp.gate];
  if (clamp && typeof held === 'number') {
    for (let unit = 0; unit < units; unit++) hold(held * units + unit, clamp.at === 1 ? saturating : -saturating);
  }
  for (const unit of silenced) {
    if (cell === 'lstm') hold(3 * units + unit, -saturating);
    else if (cell === 'gru') hold(unit, saturating);
    else hold(unit, activation === 'sigmoid' ? -saturating : 0);
    for (const listener of [recurrent, above]) {
      const width = listener.length / units;
      listener.fill(0, unit * width, (unit + 1) * width);
    }
  }
  return copies;
}
