/** What to try after the gradients have exploded: recipes that hold them in, nearest to what the person wanted. */

import { settingRanges } from '../../../domain/recipe/config.ts';
import type { Recipe } from '../../../domain/recipe/recipe.ts';

export type WayBack = { readonly changes: 'clipNorm' | 'learningRate'; readonly recipe: Recipe };

/** The clip norm of most recipes. */
const usualClipNorm = 1;

/** Clipping comes first, unless the run was clipped as much already; the smallest learning rate stays. */
export function waysBack(recipe: Recipe): WayBack[] {
  const { clipNorm, learningRate } = recipe;
  const [lowest] = settingRanges.learningRate;
  const ways: WayBack[] = [];
  if (clipNorm === 0 || clipNorm > usualClipNorm) {
    ways.push({ changes: 'clipNorm', recipe: { ...recipe, clipNorm: usualClipNorm } });
  }
  if (learningRate > lowest) {
    // Without the division's rounding error, which would show in the settings.
    const tenth = Number((learningRate / 10).toPrecision(6));
    ways.push({ changes: 'learningRate', recipe: { ...recipe, learningRate: Math.max(lowest, tenth) } });
  }
  return ways;
}
