/** The unit that is lit in all tiles of the score: the one under the pointer, else the one chosen by click or key. */

import type { Cell } from './score-pointer.ts';

export type LitUnit = {
  /** Reactive. The pointer's own row, or the scan line's for a chosen unit; null where no unit is lit. */
  readonly cell: Cell | null;
  readonly hover: (cell: Cell | null) => void;
  readonly choose: (unit: number) => void;
  /** Chooses the neighbour of the chosen unit, at the edges that unit itself; the first where none is chosen. */
  readonly move: (step: -1 | 1) => void;
  /** @returns whether a unit was chosen */
  readonly clear: () => boolean;
};

type LitUnitOptions = { readonly row: () => number; readonly units: () => number };

export function litUnit({ row, units }: LitUnitOptions): LitUnit {
  let hovered = $state.raw<Cell | null>(null);
  let chosen = $state<number | null>(null);

  // A network with fewer units may have taken the place of the one in which the unit was chosen.
  const within = (unit: number) => Math.min(Math.max(unit, 0), units() - 1);

  return {
    get cell() {
      if (units() === 0) return null;
      if (hovered) return hovered.unit < units() ? hovered : null;
      return chosen === null ? null : { row: row(), unit: within(chosen) };
    },
    hover: (cell) => {
      hovered = cell;
    },
    choose: (unit) => {
      chosen = unit;
    },
    move: (step) => {
      if (units() === 0) return;
      hovered = null;
      chosen = chosen === null ? 0 : within(within(chosen) + step);
    },
    clear: () => {
      const wasChosen = chosen !== null;
      chosen = null;
      return wasChosen;
    },
  };
}
