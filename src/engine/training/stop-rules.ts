/** When training ends before its last epoch. */

import type { RunStatus } from '../../protocol/run.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';

export type EpochEnd = { readonly testAccuracy: number | null; readonly testLoss: number | null };

/**
 * Call after each epoch.
 * @param ends of all epochs of the run so far
 * @returns the rule that applies, or null
 */
export function stopRuleMet(
  { targetAccuracy, patience }: Pick<Recipe, 'targetAccuracy' | 'patience'>,
  ends: readonly EpochEnd[],
): RunStatus['stoppedBy'] {
  const last = ends.at(-1);
  if (!last) return null;
  if (targetAccuracy > 0 && (last.testAccuracy ?? 0) >= targetAccuracy) return 'targetAccuracy';
  const losses = ends.map(({ testLoss }) => testLoss ?? Infinity);
  const best = losses.indexOf(Math.min(...losses));
  return patience > 0 && ends.length - 1 - best >= patience ? 'patience' : null;
}
