/** The order in which a strip's units are shown: by similarity, found once for a strip and a reader, so that a live picture stays put. */

import { arranged, orderUnits, type UnitOrder } from '../../lab/score/reading/unit-order.ts';

export type KeptOrder = (states: Float32Array, units: number, of: readonly unknown[]) => UnitOrder;

/** @returns a function that finds an order anew only when something in `of`, or the number of units, differs from the last time */
export function keptOrder(): KeptOrder {
  let kept: { readonly of: readonly unknown[]; readonly order: UnitOrder } | null = null;
  return (states, units, of) => {
    const now = [...of, units];
    if (kept?.of.length !== now.length || kept.of.some((each, at) => each !== now[at])) {
      const layer = { hiddenState: states, units, firstStep: 0, readout: null };
      kept = { of: now, order: orderUnits({ by: 'similarity' }, layer) };
    }
    return kept.order;
  };
}

/** Each direction's, or block's, units [C × D·U] in their own order. */
export function arrangedWithin(states: Float32Array, units: number, orders: readonly UnitOrder[]): Float32Array {
  const directions = orders.length;
  const parts = orders.map((order, direction) => arranged(partOf(states, units, directions, direction), order));
  const result = new Float32Array(states.length);
  for (let row = 0; row * units * directions < states.length; row++) {
    for (const [direction, part] of parts.entries()) {
      result.set(part.subarray(row * units, (row + 1) * units), (row * directions + direction) * units);
    }
  }
  return result;
}

/** [C × U] of one direction, or block, out of [C × D·U]. */
export function partOf(states: Float32Array, units: number, directions: number, direction: number): Float32Array {
  const steps = states.length / (units * directions);
  const part = new Float32Array(steps * units);
  for (let step = 0; step < steps; step++) {
    const from = (step * directions + direction) * units;
    part.set(states.subarray(from, from + units), step * units);
  }
  return part;
}
