/** Converts weights between named row-major arrays, as in tfjs, and the panels of the kernels. */

import { lineLength } from '../recurrent/shape.ts';
import {
  type DenseWeights,
  headBlocksOf,
  type NormWeights,
  transformerLayout,
  type TransformerShape,
} from './shape.ts';
import { feedForwardFactor } from '../../../domain/recipe/transformer-weights.ts';

/** One array: its size, and the place of each of its numbers in a bank, in floats. */
export type WeightPlace = {
  readonly rows: number;
  readonly columns: number;
  readonly placeOf: (row: number, column: number) => number;
};

type Place = (index: number) => number;

/**
 * In the order of `transformerWeightShapes` (models/transformer-weights.ts): embedding; per block attention norm, query,
 * key, value, output, feed-forward norm and layers; final norm; readout. Dense layers have kernel [in × out] and bias,
 * norms gamma and beta.
 */
export function weightPlaces(shape: TransformerShape): WeightPlace[] {
  const { units, heads } = shape;
  const layout = transformerLayout(shape);
  const headWidth = headBlocksOf(shape) * lineLength;
  const inner = feedForwardFactor * units;
  /** The place of a head's unit: each head starts a new block. */
  const inHeads: Place = (unit) => Math.floor(unit / (units / heads)) * headWidth + (unit % (units / heads));
  const projection = (layer: DenseWeights, part: number) =>
    densePlaces(layer, units, units, same, (unit) => part * heads * headWidth + inHeads(unit));
  return [
    ...densePlaces(layout.embedding, shape.inputSize, units),
    ...layout.blocks.flatMap((block) => [
      ...normPlaces(block.attentionNorm, units),
      ...[0, 1, 2].flatMap((part) => projection(block.attention, part)),
      ...densePlaces(block.output, units, units, inHeads),
      ...normPlaces(block.feedForwardNorm, units),
      ...densePlaces(block.feedForward1, units, inner),
      ...densePlaces(block.feedForward2, inner, units),
    ]),
    ...normPlaces(layout.finalNorm, units),
    ...densePlaces(layout.readout, units, shape.classes),
  ];
}

function same(index: number): number {
  return index;
}

function densePlaces(
  { kernel, bias, inputBlocks }: DenseWeights,
  rows: number,
  columns: number,
  rowPlace: Place = same,
  columnPlace: Place = same,
): WeightPlace[] {
  const panelLength = inputBlocks * lineLength * lineLength;
  const placeOf = (row: number, column: number) => {
    const place = columnPlace(column);
    const panel = Math.floor(place / lineLength);
    return kernel / 4 + panel * panelLength + rowPlace(row) * lineLength + (place % lineLength);
  };
  return [
    { rows, columns, placeOf },
    { rows: 1, columns, placeOf: (_, column) => bias / 4 + columnPlace(column) },
  ];
}

function normPlaces({ gamma, beta }: NormWeights, columns: number): WeightPlace[] {
  return [gamma, beta].map((offset) => ({ rows: 1, columns, placeOf: (_, column) => offset / 4 + column }));
}

/** @param bank receives the arrays; padding is left alone and must be 0 */
export function packTransformer(shape: TransformerShape, arrays: readonly Float32Array[], bank: Float32Array): void {
  weightPlaces(shape).forEach(({ rows, columns, placeOf }, index) => {
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        bank[placeOf(row, column)] = arrays[index][row * columns + column];
  });
}

/** The inverse: copies of all arrays of a bank, or of its gradients. */
export function unpackTransformer(shape: TransformerShape, bank: Float32Array): Float32Array[] {
  return weightPlaces(shape).map(({ rows, columns, placeOf }) => {
    const array = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) array[row * columns + column] = bank[placeOf(row, column)];
    return array;
  });
}
