/**
 * Ablation: a recurrent network with a gate held, units silenced, or a shifted forget bias, or a Transformer with heads switched
 * off, for inspection only.
 */

import * as v from 'valibot';
import { type GateName, gateNames } from '../domain/cells.ts';
import { settingRanges } from '../domain/recipe/config.ts';
import { maxRecurrentLayers } from '../domain/recipe/network-fields.ts';
import { limits } from '../domain/limits/limits.ts';
import { type Of, whole } from './values.ts';

export type { GateName };

/** Applies to a copy; the network's own weights never change. */
export const ablation = v.strictObject({
  /** From 0, bottom layer first. */
  layer: whole(0, Math.max(maxRecurrentLayers, settingRanges.layers[1]) - 1),
  /** A gate held closed (0) or open (1) for all units at all steps. */
  clamp: v.nullable(v.strictObject({ gate: v.picklist(gateNames), at: v.picklist([0, 1]) })),
  /** Units, from 0, whose hidden state is 0 at all steps. */
  silenced: v.pipe(v.array(whole(0, settingRanges.units[1] - 1)), v.maxLength(settingRanges.units[1])),
  /** A Transformer's heads, from 0, that add nothing to their block's output. */
  heads: v.optional(v.pipe(v.array(whole(0, settingRanges.heads[1] - 1)), v.maxLength(settingRanges.heads[1])), []),
  /** Added to the bias of an LSTM's forget gate. */
  forgetBias: v.pipe(v.number(), v.minValue(-limits.maxForgetBias), v.maxValue(limits.maxForgetBias)),
});

export type Ablation = Of<typeof ablation>;
