/** When training ends before its last epoch. */

import type { EpochRecord, RunStatus } from '../../protocol/api.ts';
import type { Recipe } from '../../protocol/recipe.ts';

/**
 * To be asked after each epoch.
 * @param epochs all evaluations of the run so far, also those in the middle of an epoch
 * @returns the rule that says stop, or null
 */
export function stopRuleMet(
  { targetAccuracy, patience }: Pick<Recipe, 'targetAccuracy' | 'patience'>,
  epochs: readonly EpochRecord[],
): RunStatus['stoppedBy'] {
  const ends = epochs.filter(({ seconds }) => seconds !== null);
  const last = ends.at(-1);
  if (!last) return null;
  if (targetAccuracy > 0 && last.testAccuracy >= targetAccuracy) return 'targetAccuracy';
  const best = ends.reduce((found, { testLoss }, index) => (testLoss < ends[found].testLoss ? index : found), 0);
  return patience > 0 && ends.length - 1 - best >= patience ? 'patience' : null;
}
