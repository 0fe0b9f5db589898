/**
 * Layout of the thumbnails in the scrolled grid, which of them are visible, and where keys lead. Lengths are CSS
 * pixels.
 */

/** A thumbnail shows each pixel of a digit as 2 × 2. */
export const thumbnailSide = 56;
export const cellWidth = 66;
/** The thumbnail, and the answer below it. */
export const cellHeight = 82;

export type GridLayout = {
  readonly columns: number;
  readonly rows: number;
  /** Height of all rows, visible or not. */
  readonly height: number;
};

/** Has at least one column, however narrow. */
export function layOut(count: number, width: number): GridLayout {
  const columns = Math.max(1, Math.floor(width / cellWidth));
  const rows = Math.ceil(count / columns);
  return { columns, rows, height: rows * cellHeight };
}

export type RowRange = {
  readonly first: number;
  /** The first row below the visible ones. */
  readonly end: number;
};

/** Rows that are wholly or partly visible. */
export function rowsInSight({ rows }: GridLayout, scrollTop: number, height: number): RowRange {
  const first = Math.min(rows, Math.max(0, Math.floor(scrollTop / cellHeight)));
  return { first, end: Math.min(rows, Math.ceil((scrollTop + height) / cellHeight)) };
}

/** Rows are painted in blocks: within one, scrolling moves the picture and paints nothing. */
const rowsAtATime = 4;

/** The visible rows, and up to {@link rowsAtATime} before and after them. */
export function rowsToPaint(layout: GridLayout, scrollTop: number, height: number): RowRange {
  const { first, end } = rowsInSight(layout, scrollTop, height);
  return {
    first: Math.floor(first / rowsAtATime) * rowsAtATime,
    end: Math.min(layout.rows, Math.ceil(end / rowsAtATime) * rowsAtATime),
  };
}

/** The nearest scroll position at which a whole row is visible. */
export function scrollTo(row: number, scrollTop: number, height: number): number {
  const top = row * cellHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + cellHeight - height);
}

const moves: Readonly<Record<string, (columns: number, page: number) => number>> = {
  ArrowRight: () => 1,
  ArrowLeft: () => -1,
  ArrowDown: (columns) => columns,
  ArrowUp: (columns) => -columns,
  PageDown: (columns, page) => columns * page,
  PageUp: (columns, page) => -columns * page,
  Home: () => -Infinity,
  End: () => Infinity,
};

/**
 * The place that a key leads to from `place`; null for any other key.
 *
 * @param count of the thumbnails; at least 1
 * @param page rows that fit into the room
 */
export function placeAfterKey(key: string, place: number, count: number, columns: number, page: number): number | null {
  if (!Object.hasOwn(moves, key)) return null;
  return Math.min(Math.max(place + moves[key](columns, Math.max(1, page)), 0), count - 1);
}
