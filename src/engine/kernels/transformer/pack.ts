/** Converts weights between named row-major arrays, as in tfjs, and the panels of the kernels. */

import { lineLength } from '../recurrent/shape.ts';
import {
  type BlockWeights,
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
  const { units } = shape;
  const layout = transformerLayout(shape);
  const { attention, feedForward } = blockPlaces(shape);
  return [
    ...densePlaces(layout.embedding, shape.inputSize, units),
    ...layout.blocks.flatMap((block) => [...attention(block), ...feedForward(block)]),
    ...normPlaces(layout.finalNorm, units),
    ...densePlaces(layout.readout, units, shape.classes),
  ];
}

/** The arrays of a block's parts. */
export function blockPlaces({ units, heads }: Pick<TransformerShape, 'units' | 'heads'>) {
  const headWidth = headBlocksOf({ units, heads }) * lineLength;
  const inner = feedForwardFactor * units;
  /** The place of a head's unit: each head starts a new block. */
  const inHeads: Place = (unit) => Math.floor(unit / (units / heads)) * headWidth + (unit % (units / heads));
  /** One of the projections that lie side by side in a layer. */
  const projection = (layer: DenseWeights, part: number) =>
    densePlaces(layer, units, units, same, (unit) => part * heads * headWidth + inHeads(unit));
  const output = (layer: DenseWeights) => densePlaces(layer, units, units, inHeads);
  return {
    ...{ projection, output },
    attention: (block: BlockWeights): WeightPlace[] => [
      ...normPlaces(block.attentionNorm, units),
      ...[0, 1, 2].flatMap((part) => projection(block.attention, part)),
      ...output(block.output),
    ],
    feedForward: (block: BlockWeights): WeightPlace[] => [
      ...normPlaces(block.feedForwardNorm, units),
      ...densePlaces(block.feedForward1, units, inner),
      ...densePlaces(block.feedForward2, inner, units),
    ],
  };
}

function same(index: number): number {
  return index;
}

export function densePlaces(
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

export function normPlaces({ gamma, beta }: NormWeights, columns: number): WeightPlace[] {
  return [gamma, beta].map((offset) => ({ rows: 1, columns, placeOf: (_, column) => offset / 4 + column }));
}

/** @param bank receives the arrays; padding is left alone and must be 0 */
export function packPlaces(places: readonly WeightPlace[], arrays: readonly Float32Array[], bank: Float32Array): void {
  places.forEach(({ rows, columns, placeOf }, index) => {
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        bank[placeOf(row, column)] = arrays[index][row * columns + column];
  });
}

/** The inverse: copies of all arrays of a bank, or of its gradients. */
export function unpackPlaces(places: readonly WeightPlace[], bank: Float32Array): Float32Array[] {
  return places.map(({ rows, columns, placeOf }) => {
    const array = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) array[row * columns + column] = bank[placeOf(row, column)];
    return array;
  });
}
