/** The numbers of the score as tables of plain text, for a spreadsheet: a header, then a line per row. */

import type { Cell } from '../reading/score-pointer.ts';
import type { Tile } from '../reading/tiles.ts';

/** Names of the columns before the numbers. */
export type ColumnNames = { readonly step: string; readonly unit: string };

/** As many digits as a float32 has, without noise. */
function written(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(7))) : '';
}

function table(lines: readonly (readonly string[])[], separator: string): string {
  return lines.map((line) => line.join(separator)).join('\n') + '\n';
}

/** Tab-separated values of all tiles of a cell's kind. A head's column is the attended step. */
export function cellNumbers(tiles: readonly Tile[], cell: Cell, names: ColumnNames): string {
  return table(columnsAt(tiles, cell.row, [cell.column], cell.head === null, names), '\t');
}

/** Tab-separated values of the tiles of units after a step, a line per unit. */
export function rowNumbers(tiles: readonly Tile[], row: number, names: ColumnNames): string {
  const columns = tiles.find(({ kind }) => kind === 'units')?.columns ?? 0;
  return table(
    columnsAt(
      tiles,
      row,
      Array.from({ length: columns }, (_, column) => column),
      true,
      names,
    ),
    '\t',
  );
}

function columnsAt(
  tiles: readonly Tile[],
  row: number,
  columns: readonly number[],
  ofUnits: boolean,
  { step, unit }: ColumnNames,
): string[][] {
  const shown = tiles.filter(({ kind }) => (kind === 'units') === ofUnits);
  const held = (column: number) => shown.map((tile) => written(tile.matrix?.[row * tile.columns + column] ?? NaN));
  return [
    [step, ofUnits ? unit : `${step}′`, ...shown.map(({ symbol }) => symbol)],
    ...columns.map((column) => [String(row + 1), String(column + 1), ...held(column)]),
  ];
}

/**
 * All of a tile: a line per step that was read, a column per unit (or attended step), by number.
 * @param separator a tab, or a comma; no number has one in it
 */
export function tileNumbers(
  { matrix, columns }: Tile,
  firstStep: number,
  names: ColumnNames,
  separator: string,
): string {
  if (!matrix) return '';
  const header = [names.step, ...Array.from({ length: columns }, (_, column) => String(column + 1))];
  const lines = Array.from({ length: matrix.length / columns - firstStep }, (_, at) => {
    const row = firstStep + at;
    return [String(row + 1), ...Array.from(matrix.subarray(row * columns, (row + 1) * columns), written)];
  });
  return table([header, ...lines], separator);
}
