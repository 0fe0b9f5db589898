/** Keeps units in place while the weights change: they are reordered at most once a second. */

import { type OrderChoice, type OrderedLayer, orderUnits, type UnitOrder } from './unit-order.ts';

/** Each reordering loses a unit that the eye follows, and ordering by similarity takes some milliseconds. */
const minMs = 1000;

export type CalmOrder = {
  readonly order: UnitOrder;
  /** When to ask again because the layer has changed meanwhile; null where the order is up to date. */
  readonly due: number | null;
};

/**
 * @returns a function that orders the units of a layer. `of` names the reading: another one is ordered at once. `now`
 * in milliseconds.
 */
export function calmOrder(): (choice: OrderChoice, layer: OrderedLayer, of: string, now: number) => CalmOrder {
  let kept: { choice: OrderChoice; layer: OrderedLayer; of: string; made: number; order: UnitOrder } | null = null;
  return (choice, layer, of, now) => {
    const same = kept?.choice === choice && kept.of === of && kept.layer.units === layer.units;
    if (kept && same && kept.layer.hiddenState === layer.hiddenState) return { order: kept.order, due: null };
    if (kept && same && now < kept.made + minMs) return { order: kept.order, due: kept.made + minMs };
    kept = { choice, layer, of, made: now, order: orderUnits(choice, layer) };
    return { order: kept.order, due: null };
  };
}
