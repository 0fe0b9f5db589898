/** Fits a matrix with more cells than pixels by averaging neighbours. */

/**
 * Area averages of a matrix, along its columns and its rows.
 *
 * @param matrix [rows × columns], row-major.
 * @param most how many rows and columns the picture has room for; smaller sizes stay as they are.
 * @returns a matrix of the returned size, or the given one where it fits; cell k of `n` made from `count` is the mean
 *   over k·count/n to (k+1)·count/n, cells on a boundary counted by their share. The mean of all cells is kept.
 */
export function areaAverage(
  matrix: Float32Array,
  size: MatrixSize,
  most: MatrixSize,
): MatrixSize & { readonly cells: Float32Array } {
  const rows = Math.min(size.rows, most.rows);
  const columns = Math.min(size.columns, most.columns);
  return { rows, columns, cells: averageColumns(averageRows(matrix, size, rows), rows, size.columns, columns) };
}

export type MatrixSize = { readonly rows: number; readonly columns: number };

function averageRows(matrix: Float32Array, { rows, columns }: MatrixSize, fewer: number): Float32Array {
  if (fewer === rows) return matrix;
  const averaged = new Float32Array(fewer * columns);
  for (const { from, to, share } of overlaps(rows, fewer)) {
    for (let column = 0; column < columns; column++) {
      averaged[to * columns + column] += share * matrix[from * columns + column];
    }
  }
  return averaged;
}

function averageColumns(matrix: Float32Array, rows: number, columns: number, fewer: number): Float32Array {
  if (fewer === columns) return matrix;
  const averaged = new Float32Array(rows * fewer);
  const shares = overlaps(columns, fewer);
  for (let row = 0; row < rows; row++) {
    for (const { from, to, share } of shares) averaged[row * fewer + to] += share * matrix[row * columns + from];
  }
  return averaged;
}

type Overlap = { readonly from: number; readonly to: number; readonly share: number };

/** Which of `count` cells are in which of `fewer`, and their shares of the latter. */
function overlaps(count: number, fewer: number): Overlap[] {
  const span = count / fewer;
  return Array.from({ length: fewer }, (_, to) => {
    const start = to * span;
    const end = start + span;
    const first = Math.floor(start);
    return Array.from({ length: Math.min(Math.ceil(end), count) - first }, (__, index) => {
      const from = first + index;
      return { from, to, share: (Math.min(from + 1, end) - Math.max(from, start)) / span };
    });
  }).flat();
}
