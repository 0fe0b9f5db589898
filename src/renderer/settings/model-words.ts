/** A network and its reading in words: `GRU · 64 units`, `columns → · last 7 columns`. */

import { stepsOf, stepsRead } from '../../domain/recipe/reading.ts';
import { truncationOfRecipe } from '../../domain/recipe/config.ts';
import { trainingCount } from '../../domain/recipe/training-digits.ts';
import type { EngineStatus } from '../../protocol/run.ts';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import { t } from '../i18n/translate.svelte.ts';
import { stepNoun } from '../i18n/step-noun.ts';
import { choiceName } from './setting-texts.ts';

export function networkInWords({ cell, layers, units, heads }: ModelConfig): string {
  const name = choiceName('cell', cell);
  if (cell !== 'transformer') {
    return t(layers === 1 ? 'shell.model.oneLayer' : 'shell.model.layers', { cell: name, layers, units });
  }
  return t('shell.model.transformer', {
    cell: name,
    units,
    blocks: t('shell.model.blocks', { count: layers }),
    heads: t('shell.model.heads', { count: heads }),
  });
}

export function readingInWords({ order, window }: ModelConfig): string {
  const name = choiceName('order', order);
  const read = stepsRead({ order, window });
  if (read === stepsOf(order).steps) return name;
  return `${name} · ${t(`shell.window.${stepNoun(order)}`, { count: read })}`;
}

/** Whether the recipe is not that of the shown network, but of the next one. */
function isOfNextRun({ model }: Pick<EngineStatus, 'model'>): boolean {
  return model.origin !== 'trained' && model.origin !== 'untrained';
}

/** How many of the training digits the shown network learns from. */
export function digitsLearned(status: Pick<EngineStatus, 'model' | 'recipe'>, available: number): number {
  return isOfNextRun(status) ? available : trainingCount(status.recipe, available);
}

/** The truncation of a network trained here, unless gradients go all the way back: `k = 5`. */
export function truncationInWords({ model, recipe }: Pick<EngineStatus, 'model' | 'recipe'>): string[] {
  const truncation = truncationOfRecipe(recipe);
  return isOfNextRun({ model }) || truncation === 0 || truncation >= stepsRead(model) ? [] : [`k = ${truncation}`];
}
