/** A layout of equal square pictures in a rectangle. */

export type Tiling = { readonly columns: number; readonly side: number };

/**
 * The columns for which `count` equal squares, `gap` apart, are largest with all rows full; the fewest where several
 * are equally large. @param below space that each needs under it
 */
export function tilingOf(count: number, width: number, height: number, gap: number, below = 0): Tiling {
  const divisors = Array.from({ length: count }, (_, index) => index + 1).filter((columns) => count % columns === 0);
  const tilings = divisors.map((columns): Tiling => {
    const rows = count / columns;
    const side = Math.min((width - (columns - 1) * gap) / columns, (height - (rows - 1) * gap) / rows - below);
    return { columns, side: Math.max(0, Math.floor(side)) };
  });
  return tilings.reduce((best, tiling) => (tiling.side > best.side ? tiling : best));
}
