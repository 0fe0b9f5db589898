/** A run in words: its name in the person's language, and its settings. */

import { trainingCount } from '../../domain/recipe/training-digits.ts';
import { stepsRead } from '../../domain/recipe/reading.ts';
import type { ComparedRun } from '../../protocol/comparison.ts';
import type { RunOrder } from '../../domain/experiments/experiment.ts';
import { formatCount, formatSignificant } from '../i18n/format.ts';
import { type MessageKey, t } from '../i18n/translate.svelte.ts';

/** Names that experiments give in words; all others are symbols. */
const translatedNames: Readonly<Record<string, MessageKey>> = {
  'rows ↓': 'settings.order.rowsDown',
  'rows ↑': 'settings.order.rowsUp',
  'columns →': 'settings.order.columns',
  'rows, shuffled': 'settings.order.shuffledRows',
  'with positions': 'compare.withPositions',
  'without positions': 'compare.withoutPositions',
};

/** The name that the person gave it, or its name in the experiment. */
export function nameOf({ name, experiment }: Pick<ComparedRun, 'name' | 'experiment'>): string {
  return experiment && name in translatedNames ? t(translatedNames[name]) : name;
}

/** A run's name; the name of its data set follows unless that is MNIST. */
export function titleOf({ dataSet, ...run }: Pick<ComparedRun, 'name' | 'experiment' | 'dataSet'>): string {
  return [nameOf(run), ...otherSet(dataSet)].join(' · ');
}

function otherSet({ id, name }: ComparedRun['dataSet']): string[] {
  return id === 'mnist' ? [] : [name];
}

/** What is training in the comparison, and how far its experiment is; null while nothing is. */
export function runningNow(runs: readonly ComparedRun[]): string | null {
  const now = runs.find(({ state }) => state === 'running');
  if (!now) return null;
  const { experiment, dataSet } = now;
  const together = runs.filter((run) => run.experiment === experiment && run.dataSet.id === dataSet.id);
  return t('compare.runningNow', {
    title: experiment ? t(`compare.${experiment}.title`) : nameOf(now),
    run: together.indexOf(now) + 1,
    runs: together.length,
  });
}

/** Cell, sizes and whatever differs from the usual: `LSTM · 64 · rows ↓ · τ 7`. */
export function makeOf({ recipe }: Pick<RunOrder, 'recipe'>): string {
  const { cell, activation, units, layers, order, truncation } = recipe;
  const parts = [
    cell === 'rnn' ? `${t('settings.cell.rnn')} (${activation})` : t(`settings.cell.${cell}`),
    layers > 1 ? `${layers} × ${units}` : String(units),
    t(`settings.order.${order}`),
    recipe.window > 0 ? `τ ${stepsRead(recipe)}` : '',
    truncation > 0 && cell !== 'transformer' ? `k ${truncation}` : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Optimizer, learning rate, clipping, images: `adam 0.004 · ‖g‖ ≤ 1 · 3 × 60,000`. */
export function trainingOf({ recipe, digits }: Pick<RunOrder, 'recipe' | 'digits'>): string {
  const { optimizer, learningRate, clipNorm, clipValue, epochs } = recipe;
  const parts = [
    `${optimizer} ${formatSignificant(learningRate)}`,
    clipNorm > 0 ? `‖g‖ ≤ ${formatSignificant(clipNorm)}` : '',
    clipValue > 0 ? `|g| ≤ ${formatSignificant(clipValue)}` : '',
    `${epochs} × ${formatCount(trainingCount(recipe, digits))}`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** The data set unless that is MNIST, the network and the training. */
export function allOf(run: Pick<ComparedRun, 'recipe' | 'digits' | 'dataSet'>): string {
  return [...otherSet(run.dataSet), makeOf(run), trainingOf(run)].join(' · ');
}
