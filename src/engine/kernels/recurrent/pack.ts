/** Converts weights between the row-major arrays of tfjs and Keras and the panels of the kernels. */

import { gateCountOf } from '../../../domain/cells.ts';
import { lineBytes, lineLength, type LayerWeights, type NetworkShape, panelOf, weightLayout } from './shape.ts';

/** A column of an array, and where its numbers lie in a bank; indices and strides in floats. */
type Column = {
  readonly array: number;
  readonly length: number;
  readonly from: number;
  readonly stride: number;
  readonly packed: number;
};

/** Stride of a column in a bank. */
const packedStride = lineLength;

type Visit = (column: Column) => void;
type Place = (column: number) => { panel: number; lane: number };

/** Visits each column of each array; a bias has columns of one number. */
function eachColumn(shape: NetworkShape, visit: Visit): void {
  const { layers, readout } = weightLayout(shape);
  const gates = gateCountOf(shape.cell);
  layers.forEach((layer, index) => {
    const inputs = index === 0 ? shape.inputSize : shape.units;
    const columns = gates * shape.units;
    const panelAndLane = (column: number) => {
      const unit = column % shape.units;
      const gate = Math.floor(column / shape.units);
      return place(panelOf(shape.cell, layer.unitBlocks, gate, Math.floor(unit / lineLength)), unit % lineLength);
    };
    visitMatrix(layer, inputs, columns, 0, panelAndLane, visit, 3 * index);
    visitMatrix(layer, shape.units, columns, layer.inputBlocks * lineLength, panelAndLane, visit, 3 * index + 1);
    visitBias(layer, columns, panelAndLane, visit, 3 * index + 2);
  });
  const panelAndLane = (column: number) => place(Math.floor(column / lineLength), column % lineLength);
  visitMatrix(readout, shape.units, shape.classes, 0, panelAndLane, visit, 3 * shape.layers);
  visitBias(readout, shape.classes, panelAndLane, visit, 3 * shape.layers + 1);
}

function place(panel: number, lane: number) {
  return { panel, lane };
}

function visitMatrix(
  layer: LayerWeights,
  rows: number,
  columns: number,
  firstRow: number,
  placeOf: Place,
  visit: Visit,
  array: number,
): void {
  const panelLength = lineLength * (layer.inputBlocks + layer.unitBlocks) * lineLength;
  for (let column = 0; column < columns; column++) {
    const { panel, lane } = placeOf(column);
    const packed = layer.kernel / 4 + panel * panelLength + firstRow * lineLength + lane;
    visit({ array, length: rows, from: column, stride: columns, packed });
  }
}

function visitBias(layer: LayerWeights, columns: number, placeOf: Place, visit: Visit, array: number): void {
  for (let column = 0; column < columns; column++) {
    const { panel, lane } = placeOf(column);
    visit({ array, length: 1, from: column, stride: 1, packed: (layer.bias + panel * lineBytes) / 4 + lane });
  }
}

/**
 * @param arrays kernel, recurrent kernel and bias of each layer, then the readout's kernel and bias
 * @param bank receives them; padding is left alone and must be 0
 */
export function packWeights(shape: NetworkShape, arrays: readonly Float32Array[], bank: Float32Array): void {
  eachColumn(shape, ({ array, length, from, stride, packed }) => {
    const values = arrays[array];
    for (let row = 0; row < length; row++) bank[packed + row * packedStride] = values[from + row * stride];
  });
}

/** The inverse of {@link packWeights}. */
export function unpackWeights(shape: NetworkShape, bank: Float32Array, arrays: readonly Float32Array[]): void {
  eachColumn(shape, ({ array, length, from, stride, packed }) => {
    const values = arrays[array];
    for (let row = 0; row < length; row++) values[from + row * stride] = bank[packed + row * packedStride];
  });
}
