/** The lit cell in all tiles of its kind: the one under the pointer, else the one chosen by click or key. */

import type { Cell } from './score-pointer.ts';
import type { ChosenCell, ScoreLook } from '../../look/score-look.svelte.ts';
import type { UnitOrder } from './unit-order.ts';

export type LitCell = {
  /** Reactive. On the pointer's own row, or on the scan line's for a chosen cell; null where none is lit. */
  readonly cell: Cell | null;
  readonly hover: (cell: Cell | null) => void;
  readonly choose: (column: number, head: number | null) => void;
  /**
   * Chooses the neighbour of the chosen cell in screen order, staying at the edges; the first cell where none of its
   * kind is chosen.
   * @param head of the focused tile, or null
   */
  readonly move: (step: -1 | 1, head: number | null) => void;
  /** @returns whether a cell was chosen */
  readonly clear: () => boolean;
};

type LitCellOptions = {
  /** Keeps the chosen cell. */
  readonly look: () => Pick<ScoreLook, 'cell'>;
  readonly row: () => number;
  /** First and last column of the tiles of units and of heads; last −1 where there are none. */
  readonly columns: (head: number | null) => readonly [first: number, last: number];
  /** The order of the units; null where nothing is read. */
  readonly order: () => UnitOrder | null;
};

export function litCell({ look, row, columns, order }: LitCellOptions): LitCell {
  let hovered = $state.raw<Cell | null>(null);

  // The cell may have been chosen in a larger network.
  const within = (column: number, head: number | null) => {
    const [first, last] = columns(head);
    return Math.min(Math.max(column, first), last);
  };
  const exists = ({ column, head }: ChosenCell) => columns(head)[1] >= 0 && within(column, head) === column;

  return {
    get cell() {
      if (hovered) return exists(hovered) ? hovered : null;
      const chosen = look().cell;
      if (!chosen || columns(chosen.head)[1] < 0) return null;
      return { row: row(), column: within(chosen.column, chosen.head), head: chosen.head };
    },
    hover: (cell) => {
      hovered = cell;
    },
    choose: (column, head) => {
      look().cell = { column, head };
    },
    move: (step, head) => {
      const [first, last] = columns(head);
      if (last < 0) return;
      hovered = null;
      const chosen = look().cell;
      const sameKind = chosen !== null && (chosen.head === null) === (head === null);
      // A head's columns are steps, in reading order.
      const units = head === null ? order() : null;
      const placeOf = (column: number) => units?.placeOf[column] ?? column;
      const place = chosen && sameKind ? within(placeOf(within(chosen.column, head)) + step, head) : first;
      look().cell = { column: units?.unitAt[place] ?? place, head };
    },
    clear: () => {
      const wasChosen = look().cell !== null;
      look().cell = null;
      return wasChosen;
    },
  };
}
