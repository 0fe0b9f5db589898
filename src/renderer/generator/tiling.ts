/** How many square pictures go into a rectangle. */

export type Tiling = { readonly columns: number; readonly side: number };

/** The columns for which `count` equal squares, `gap` apart, are largest, all rows being full; of equally large ones the fewest. */
export function tilingOf(count: number, width: number, height: number, gap: number): Tiling {
  const divisors = Array.from({ length: count }, (_, index) => index + 1).filter((columns) => count % columns === 0);
  const tilings = divisors.map((columns): Tiling => {
    const rows = count / columns;
    const side = Math.min((width - (columns - 1) * gap) / columns, (height - (rows - 1) * gap) / rows);
    return { columns, side: Math.max(0, Math.floor(side)) };
  });
  return tilings.reduce((best, tiling) => (tiling.side > best.side ? tiling : best));
}
