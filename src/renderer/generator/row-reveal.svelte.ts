/** Reveals rows one after the other, slowly enough to see them being drawn. */

export const rowsPerSecond = 20;

export type RowReveal = {
  /** Reactive: the number of visible rows. */
  readonly rows: number;
  /** Reveals rows by itself, beginning with `from`. */
  readonly start: (from: number) => void;
  /** Shows all rows at once; call it also when the owner is destroyed. */
  readonly finish: () => void;
};

/** @param total number of rows, all visible at first */
export function rowReveal(total: number): RowReveal {
  let rows = $state(total);
  let timer: ReturnType<typeof setInterval> | undefined;

  function finish(): void {
    clearInterval(timer);
    rows = total;
  }

  return {
    get rows() {
      return rows;
    },
    start: (from) => {
      clearInterval(timer);
      rows = from;
      timer = setInterval(() => {
        rows++;
        if (rows >= total) finish();
      }, 1000 / rowsPerSecond);
    },
    finish,
  };
}
