/** Keys that move the scan line. Time runs down the page, so down and right go on, up and left go back. */

const page = 7;

const targets = new Map<string, (row: number, rows: number) => number>([
  ['ArrowDown', (row) => row + 1],
  ['ArrowRight', (row) => row + 1],
  ['ArrowUp', (row) => row - 1],
  ['ArrowLeft', (row) => row - 1],
  ['PageDown', (row) => row + page],
  ['PageUp', (row) => row - page],
  ['Home', () => 0],
  ['End', (_, rows) => rows - 1],
]);

/** The row that `key` leads to from `row`, within 0 to rows − 1; null for a key that means nothing here. */
export function rowAfterKey(key: string, row: number, rows: number): number | null {
  const target = targets.get(key)?.(row, rows);
  return target === undefined ? null : Math.min(Math.max(target, 0), rows - 1);
}
