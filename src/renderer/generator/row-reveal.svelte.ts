/** Lets rows appear one after the other, at the pace at which one can see them being drawn. */

export const rowsPerSecond = 20;

export type RowReveal = {
  /** Reactive: how many rows are to be seen. */
  readonly rows: number;
  /** Begins with so many rows and goes on by itself. */
  readonly start: (from: number) => void;
  /** All rows at once. Also to be called when its owner goes away. */
  readonly finish: () => void;
};

/** @param total rows that there are; all of them are shown at first */
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
