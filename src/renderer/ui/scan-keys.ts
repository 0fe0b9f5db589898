/** Keys that move the scan line. Time runs down the page, so down and right go forward, up and left back. */

/** The steps that the scan line can be on: those that were read. */
export type ScanRange = { readonly first: number; readonly last: number };

const targets = new Map<string, (row: number, page: number, range: ScanRange) => number>([
  ['ArrowDown', (row) => row + 1],
  ['ArrowRight', (row) => row + 1],
  ['ArrowUp', (row) => row - 1],
  ['ArrowLeft', (row) => row - 1],
  ['PageDown', (row, page) => row + page],
  ['PageUp', (row, page) => row - page],
  ['Home', (_, __, { first }) => first],
  ['End', (_, __, { last }) => last],
]);

/** Steps of a page: a quarter of the image, or a row where pixels are read. */
function pageOf(steps: number): number {
  return steps > 100 ? Math.sqrt(steps) : Math.ceil(steps / 4);
}

/** The row that `key` leads to from `row`, within `range`; null for any other key. */
export function rowAfterKey(key: string, row: number, steps: number, range: ScanRange): number | null {
  const target = targets.get(key)?.(row, pageOf(steps), range);
  return target === undefined ? null : Math.min(Math.max(target, range.first), range.last);
}
