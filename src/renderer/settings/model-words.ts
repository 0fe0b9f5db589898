/** A network and its reading in words: `GRU · 64 units`, `columns → · last 7 columns`. */

import { stepsOf, stepsRead } from '../../domain/recipe/reading.ts';
import { truncationOfRecipe } from '../../domain/recipe/config.ts';
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

/** The truncation of a network trained here, unless gradients go all the way back: `k = 5`. */
export function truncationInWords({ model, recipe }: Pick<EngineStatus, 'model' | 'recipe'>): string[] {
  const truncation = truncationOfRecipe(recipe);
  const isOfNextRun = model.origin !== 'trained' && model.origin !== 'untrained';
  return isOfNextRun || truncation === 0 || truncation >= stepsRead(model) ? [] : [`k = ${truncation}`];
}
