/** Converts a reader's weights between row-major arrays and the panels of the kernels. */

import { sizeOfShape } from '../../../domain/recipe/config.ts';
import { lineLength } from '../recurrent/shape.ts';
import { type ReaderShape, weightPlaces } from './shape.ts';

/** Visits each number of all arrays. @param packed its index in a bank, in floats */
function eachWeight(shape: ReaderShape, visit: (array: number, index: number, packed: number) => void): void {
  weightPlaces(shape).forEach(({ layer, parts, placeOf, shape: size }, array) => {
    const columns = size[size.length - 1];
    const panelLength = lineLength * (layer.inputBlocks + layer.unitBlocks) * lineLength;
    for (let column = 0; column < columns; column++) {
      const { panel, lane } = placeOf(column);
      if (!parts) visit(array, column, layer.bias / 4 + panel * lineLength + lane);
      let from = 0;
      for (const { rows, first } of parts ?? []) {
        const to = layer.kernel / 4 + panel * panelLength + first * lineLength + lane;
        for (let row = 0; row < rows; row++) visit(array, (from + row) * columns + column, to + row * lineLength);
        from += rows;
      }
    }
  });
}

/** @param bank receives the arrays; padding is left alone and must be 0 */
export function packReader(shape: ReaderShape, arrays: readonly Float32Array[], bank: Float32Array): void {
  eachWeight(shape, (array, index, packed) => {
    bank[packed] = arrays[array][index];
  });
}

/** The inverse of {@link packReader}. */
export function unpackReader(shape: ReaderShape, bank: Float32Array): Float32Array[] {
  const arrays = weightPlaces(shape).map(({ shape: size }) => new Float32Array(sizeOfShape(size)));
  eachWeight(shape, (array, index, packed) => {
    arrays[array][index] = bank[packed];
  });
  return arrays;
}
