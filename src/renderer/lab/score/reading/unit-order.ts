/** The order in which the units of a layer are shown: a permutation by what they did while they read. */

import type { OrderChoice } from '../../../../protocol/unit-order.ts';
import { type Courses, type SimilarityTree, similarityTree } from './unit-similarity.ts';

/** The unit at each place, and the place of each unit. */
export type UnitOrder = {
  readonly unitAt: Uint16Array;
  readonly placeOf: Uint16Array;
  /** Whose leaves are the units in this order; null for orders other than by similarity. */
  readonly tree: SimilarityTree | null;
};

export type { OrderChoice };

/** What orders are made from: one layer's hidden state, and the readout [units × classes] where it reads that layer. */
export type OrderedLayer = Courses & { readonly readout: Float32Array | null };

/** A weight for a class means nothing below the top layer: there the units keep their own order. */
export function orderUnits(choice: OrderChoice, layer: OrderedLayer): UnitOrder {
  const { units, readout } = layer;
  const classes = readout ? readout.length / units : 0;
  switch (choice.by) {
    case 'number':
      return orderOf(unitsFrom(units));
    case 'similarity': {
      const tree = similarityTree(layer);
      return orderOf(tree.leaves, tree);
    }
    case 'firing':
      return orderOf(rankedBy(units, firingSteps(layer)));
    case 'class':
      return orderOf(
        readout
          ? rankedBy(
              units,
              Float32Array.from(unitsFrom(units), (unit) => -readout[unit * classes + choice.digit]),
            )
          : unitsFrom(units),
      );
  }
}

/** A [rows × units] matrix with its columns in this order. */
export function arranged(matrix: Float32Array, { unitAt }: UnitOrder): Float32Array {
  const units = unitAt.length;
  const columns = new Float32Array(matrix.length);
  for (let row = 0; row < matrix.length; row += units) {
    for (let place = 0; place < units; place++) columns[row + place] = matrix[row + unitAt[place]];
  }
  return columns;
}

function orderOf(order: readonly number[], tree: SimilarityTree | null = null): UnitOrder {
  const unitAt = Uint16Array.from(order);
  const placeOf = new Uint16Array(unitAt.length);
  unitAt.forEach((unit, place) => {
    placeOf[unit] = place;
  });
  return { unitAt, placeOf, tree };
}

function unitsFrom(units: number): number[] {
  return Array.from({ length: units }, (_, unit) => unit);
}

/** Smallest first; of equals, and of what is not a number, the lower unit first. */
function rankedBy(units: number, values: Float32Array): number[] {
  return unitsFrom(units).sort((a, b) => (values[a] || 0) - (values[b] || 0));
}

/** The step of each unit's largest |h|, the first of equals. */
function firingSteps({ hiddenState, units, firstStep }: OrderedLayer): Float32Array {
  return Float32Array.from({ length: units }, (_, unit) => {
    let largest = firstStep;
    for (let step = firstStep; step * units < hiddenState.length; step++) {
      if (Math.abs(hiddenState[step * units + unit]) > Math.abs(hiddenState[largest * units + unit])) largest = step;
    }
    return largest;
  });
}
