/** Keeps units where they stand while the weights change: an order is made anew once a second at most. No DOM. */

import { type OrderChoice, type OrderedLayer, orderUnits, type UnitOrder } from './unit-order.ts';

/** An eye that follows a unit loses it at each new order; and one by similarity takes some milliseconds. */
const leastMs = 1000;

export type CalmOrder = {
  readonly order: UnitOrder;
  /** When it is to be asked for again, since what is ordered has changed meanwhile; null: it is of this very layer. */
  readonly due: number | null;
};

/**
 * @returns orders the units of a layer. `of` names what is read and shown: another one is ordered at once. `now` in
 * milliseconds.
 */
export function calmOrder(): (choice: OrderChoice, layer: OrderedLayer, of: string, now: number) => CalmOrder {
  let kept: { choice: OrderChoice; layer: OrderedLayer; of: string; made: number; order: UnitOrder } | null = null;
  return (choice, layer, of, now) => {
    const same = kept?.choice === choice && kept.of === of && kept.layer.units === layer.units;
    if (kept && same && kept.layer.hiddenState === layer.hiddenState) return { order: kept.order, due: null };
    if (kept && same && now < kept.made + leastMs) return { order: kept.order, due: kept.made + leastMs };
    kept = { choice, layer, of, made: now, order: orderUnits(choice, layer) };
    return { order: kept.order, due: null };
  };
}
