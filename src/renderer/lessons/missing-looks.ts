/** Which of a page's looks the screen does not show now. */

import { cells } from '../../domain/cells.ts';
import type { Cell } from '../../domain/recipe/recipe.ts';
import { placeOf, type Spot } from '../ui/spots.svelte.ts';
import type { LessonLook } from './pages/lesson.ts';

/**
 * What shows itself when it is lit: a unit, a chart that can be chosen, a tile where there is room for one only.
 * @param cell of the shown network
 */
function showsItself(spot: Spot, cell: Cell | undefined): boolean {
  if (!placeOf('scanLine')) return false;
  if (spot.startsWith('chart-'))
    return placeOf('charts') !== undefined && (spot === 'chart-gradientFlow' || !placeOf('chart-facts'));
  if (!cell) return false;
  if (spot === 'unit') return true;
  return spot === 'attention' ? cell === 'transformer' : cells[cell].matrices.some(({ name }) => name === spot);
}

/** Reactive. @param cell of the shown network; undefined while it is unknown */
export function isMissing({ spot }: Pick<LessonLook, 'spot'>, cell: Cell | undefined): boolean {
  return !placeOf(spot) && !showsItself(spot, cell);
}
