/** Captions over a picture of the score, and its file name. Reactive like `t`. */

import type { Trace } from '../../../../protocol/trace.ts';
import { formatPercent } from '../../../i18n/format.ts';
import { className } from '../../../i18n/class-names.svelte.ts';
import { t } from '../../../i18n/translate.svelte.ts';
import { orderWords, type StepWords } from '../reading/step-words.ts';
import { answerAt } from '../reading/trace-reading.ts';
import type { OrderChoice } from '../reading/unit-order.ts';

type Shown = {
  readonly trace: Trace;
  /** The step under the scan line, from 0. */
  readonly row: number;
  readonly layerIndex: number;
  readonly orderChoice: OrderChoice;
  readonly showsSaliency: boolean;
  readonly words: StepWords;
};

function digitName({ source, label }: Trace): string {
  if (source.kind === 'drawing') return t('picture.drawing');
  return t('picture.testDigit', { index: source.index, label: label === null ? '' : className(label) });
}

function networkName({ cell, layers, units, origin, step }: Trace): string {
  const weights = t(`picture.${origin}`, { count: step });
  const size = layers.length > 1 ? `${layers.length} × ${units}` : units;
  return `${t(`settings.cell.${cell}`)} ${size}, ${weights}`;
}

export function pictureTitle({ trace }: Pick<Shown, 'trace'>): string {
  return `${digitName(trace)} — ${networkName(trace)}`;
}

export function pictureCaptions({ trace, row, layerIndex, orderChoice, showsSaliency, words }: Shown): string[] {
  const { layers, order, firstStep, steps, ablation, cell } = trace;
  const answer = answerAt(trace, row);
  const window = steps - firstStep;
  const facts = [
    t('score.rowOf', { ...words, row: row + 1, rows: steps }),
    answer
      ? t('picture.answer', { digit: className(answer.digit), percent: formatPercent(answer.probability) })
      : t('score.noAnswer'),
    orderWords(order),
    ...(firstStep > 0 ? [t('score.notRead', { ...words, count: window })] : []),
    ...(layers.length > 1
      ? [`${t(cell === 'transformer' ? 'score.block' : 'score.layer')} ${layerIndex + 1} / ${layers.length}`]
      : []),
    ...(orderChoice.by === 'number' ? [] : [unitsWords(orderChoice)]),
    ...(showsSaliency && answer ? [t('picture.saliency', { digit: className(answer.digit) })] : []),
  ];
  if (!ablation) return [facts.join(' · ')];
  const { layer, clamp, silenced, heads, forgetBias } = ablation;
  const ablated = [
    ...(clamp ? [t('score.ablationHoldAt', { gate: t(`score.${clamp.gate}`), at: clamp.at })] : []),
    ...(silenced.length > 0 ? [t('picture.silenced', { units: silenced.map((unit) => unit + 1).join(', ') })] : []),
    ...(heads.length > 0 ? [t('picture.headsOff', { heads: heads.map((head) => head + 1).join(', ') })] : []),
    ...(forgetBias === 0 ? [] : [`${t('score.ablationForgetBias')} ${forgetBias > 0 ? '+' : ''}${forgetBias}`]),
  ];
  return [facts.join(' · '), `${t('picture.ablation', { layer: layer + 1 })} ${ablated.join(', ')}`];
}

function unitsWords(choice: OrderChoice): string {
  const by =
    choice.by === 'class'
      ? t('score.unitsByClass', { digit: className(choice.digit) })
      : t(`score.unitsBy.${choice.by}`);
  return `${t('score.unitOrder')} ${by}`;
}

/** Without its extension: `gatescope-test-0-lstm-128-step-240`. */
export function pictureFileName({ source, cell, units, step, ablation }: Trace): string {
  const digit = source.kind === 'test' ? `test-${source.index}` : 'drawing';
  return ['gatescope', digit, cell, units, 'step', step, ...(ablation ? ['ablation'] : [])].join('-');
}
