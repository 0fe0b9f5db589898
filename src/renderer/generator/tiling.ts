/** A layout of equal square pictures in a rectangle. */

export type Tiling = { readonly columns: number; readonly side: number };

/** How much larger pictures have to become by a last row that is not full. */
const worthwhile = 1.1;

/**
 * The columns for which `count` equal squares, `gap` apart, are largest; the fewest where several are equally large. The last row
 * is not full only where that makes them much larger. @param below space that each needs under it
 */
export function tilingOf(count: number, width: number, height: number, gap: number, below = 0): Tiling {
  const tilings = Array.from({ length: count }, (_, index): Tiling => {
    const columns = index + 1;
    const rows = Math.ceil(count / columns);
    const side = Math.min((width - (columns - 1) * gap) / columns, (height - (rows - 1) * gap) / rows - below);
    return { columns, side: Math.max(0, Math.floor(side)) };
  });
  const largest = (of: readonly Tiling[]) => of.reduce((best, tiling) => (tiling.side > best.side ? tiling : best));
  const full = largest(tilings.filter(({ columns }) => count % columns === 0));
  const any = largest(tilings);
  return any.side > full.side * worthwhile ? any : full;
}
