/** Fits a matrix with more units than pixels: neighbouring units are averaged, none is dropped. */

/**
 * Area averages along the units.
 *
 * @param matrix [rows × units], row-major.
 * @param columns how many columns to make; at least `units` gives the matrix itself back.
 * @returns [rows × columns]; column k is the mean over units k·units/columns to (k+1)·units/columns, units on a boundary
 *   counted by their share. The mean of every row is kept.
 */
export function averageUnits(matrix: Float32Array, rows: number, units: number, columns: number): Float32Array {
  if (columns >= units) return matrix;
  const averaged = new Float32Array(rows * columns);
  const span = units / columns;
  for (let column = 0; column < columns; column++) {
    const from = column * span;
    const to = from + span;
    const lastUnit = Math.min(Math.ceil(to), units);
    for (let unit = Math.floor(from); unit < lastUnit; unit++) {
      const share = (Math.min(unit + 1, to) - Math.max(unit, from)) / span;
      for (let row = 0; row < rows; row++) averaged[row * columns + column] += share * matrix[row * units + unit];
    }
  }
  return averaged;
}
