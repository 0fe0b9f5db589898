/** Plays the rows: moves the scan line down at the pace of an eye. Motion starts only when somebody asks for it. */

export type RowPlayer = {
  /** Reactive. */
  readonly playing: boolean;
  /** Starts, from the top if the last row is shown, or pauses. */
  readonly toggle: () => void;
  readonly pause: () => void;
};

type RowPlayerOptions = {
  readonly row: () => number;
  readonly rows: () => number;
  readonly onrow: (row: number) => void;
};

export const rowsPerSecond = 8;

/** A paused player. It stops by itself at the last row; call `pause` when its owner goes away. */
export function rowPlayer({ row, rows, onrow }: RowPlayerOptions): RowPlayer {
  let timer = $state.raw<ReturnType<typeof setInterval> | null>(null);

  function pause() {
    if (timer !== null) clearInterval(timer);
    timer = null;
  }

  function advance() {
    if (row() < rows() - 1) onrow(row() + 1);
    if (row() >= rows() - 1) pause();
  }

  return {
    get playing() {
      return timer !== null;
    },
    toggle() {
      if (timer !== null) {
        pause();
        return;
      }
      if (row() >= rows() - 1) onrow(0);
      timer = setInterval(advance, 1000 / rowsPerSecond);
    },
    pause,
  };
}
