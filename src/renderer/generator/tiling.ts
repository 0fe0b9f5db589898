/** How many square pictures go into a rectangle. */

export type Tiling = { readonly columns: number; readonly side: number };

/** The columns for which `count` equal squares, `gap` apart, are largest; of equally large ones the fewest. */
export function tilingOf(count: number, width: number, height: number, gap: number): Tiling {
  const tilings = Array.from({ length: count }, (_, index): Tiling => {
    const columns = index + 1;
    const rows = Math.ceil(count / columns);
    const side = Math.min((width - (columns - 1) * gap) / columns, (height - (rows - 1) * gap) / rows);
    return { columns, side: Math.max(0, Math.floor(side)) };
  });
  return tilings.reduce((best, tiling) => (tiling.side > best.side ? tiling : best));
}
