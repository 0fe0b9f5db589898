/**
 * What a person has chosen to look at in the score, whatever it shows: layer, order of the units, lit cell. The score's owner keeps
 * it, so that it outlasts a visit to another room, and a link can hold it.
 */

import type { OrderChoice } from '../../../protocol/unit-order.ts';

/** A column of the tiles of units, or of an attention head's. */
export type ChosenCell = { readonly column: number; readonly head: number | null };

export type ScoreLook = {
  /** From 0, bottom layer first; null for the top one. May exceed the layers of another network. */
  layer: number | null;
  unitOrder: OrderChoice;
  cell: ChosenCell | null;
};

export function createScoreLook(): ScoreLook {
  let layer = $state<number | null>(null);
  let unitOrder = $state.raw<OrderChoice>({ by: 'similarity' });
  let cell = $state.raw<ChosenCell | null>(null);
  return {
    get layer() {
      return layer;
    },
    set layer(next) {
      layer = next;
    },
    get unitOrder() {
      return unitOrder;
    },
    set unitOrder(next) {
      unitOrder = next;
    },
    get cell() {
      return cell;
    },
    set cell(next) {
      cell = next;
    },
  };
}
