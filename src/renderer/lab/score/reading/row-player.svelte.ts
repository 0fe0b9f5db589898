/** Plays the steps: moves the scan line down at the pace of an eye. Motion starts only on request. */

import type { ScanRange } from '../../../ui/scan-keys.ts';

export type RowPlayer = {
  /** Reactive. */
  readonly playing: boolean;
  /** Starts, from the top if the last row is shown, or pauses. */
  readonly toggle: () => void;
  readonly pause: () => void;
};

type RowPlayerOptions = {
  readonly row: () => number;
  readonly range: () => ScanRange;
  readonly steps: () => number;
  readonly onrow: (row: number) => void;
};

/** Rows of the image per second, however many steps these are. */
const imageRowsPerSecond = 8;
const imageRows = 28;
/** More moves than this would blur. */
const maxMovesPerSecond = 32;

/** How often per second the scan line moves, and by how many steps, for an image of `steps` steps. */
export function pace(steps: number): { readonly movesPerSecond: number; readonly stepsPerMove: number } {
  const stepsPerSecond = (steps / imageRows) * imageRowsPerSecond;
  const stepsPerMove = Math.ceil(stepsPerSecond / maxMovesPerSecond);
  return { movesPerSecond: stepsPerSecond / stepsPerMove, stepsPerMove };
}

/** A paused player. It stops by itself at the last row; call `pause` when its owner is destroyed. */
export function rowPlayer({ row, range, steps, onrow }: RowPlayerOptions): RowPlayer {
  let timer = $state.raw<ReturnType<typeof setInterval> | null>(null);

  function pause() {
    if (timer !== null) clearInterval(timer);
    timer = null;
  }

  function advance() {
    const { last } = range();
    if (row() < last) onrow(Math.min(row() + pace(steps()).stepsPerMove, last));
    if (row() >= last) pause();
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
      if (row() >= range().last) onrow(range().first);
      timer = setInterval(advance, 1000 / pace(steps()).movesPerSecond);
    },
    pause,
  };
}
