/** The cell of the score that a page speaks of: the chosen one, else the unit that says most under the scan line. */

import type { LayerTrace } from '../../protocol/trace.ts';
import type { ScoreLook } from '../lab/look/score-look.svelte.ts';
import { loudestUnit } from '../lab/score/reading/loudest-unit.ts';
import type { Cell } from '../lab/score/reading/score-pointer.ts';
import type { ScoreState } from '../lab/score/reading/score-state.svelte.ts';

export type SpokenUnit = { readonly layer: LayerTrace; readonly cell: Cell };

/** Null where nothing is read. */
export function spokenUnit({ trace, row }: Pick<ScoreState, 'trace' | 'row'>, look: ScoreLook): SpokenUnit | null {
  if (!trace) return null;
  const last = trace.layers.length - 1;
  const layer = trace.layers[Math.min(look.layer ?? last, last)];
  const chosen = look.cell;
  const exists = chosen && (chosen.head === null ? chosen.column < trace.units : chosen.head < trace.heads);
  const { column, head } = exists ? chosen : { column: loudestUnit(layer, trace.units, row), head: null };
  return { layer, cell: { row, column, head } };
}

/** Chooses the unit while a page lights it, unless a person has chosen one. */
export function lendUnit(score: Pick<ScoreState, 'trace' | 'row'>, look: ScoreLook) {
  let lent: ScoreLook['cell'] = null;
  return (isWanted: boolean): void => {
    if (isWanted && !look.cell) {
      const spoken = spokenUnit(score, look);
      lent = spoken && { column: spoken.cell.column, head: spoken.cell.head };
      look.cell = lent;
    } else if (!isWanted && lent) {
      if (look.cell === lent) look.cell = null;
      lent = null;
    }
  };
}
