/**
 * The score in words for those who do not see it: one step in a sentence or two, and the whole digit. Reactive like
 * `t`.
 */

import { sureFrom } from '../../../../domain/sureness.ts';
import type { LayerTrace, Trace, WeightGradients } from '../../../../protocol/trace.ts';
import { formatPercent } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.svelte.ts';
import { className } from '../../../i18n/class-names.svelte.ts';
import { signed } from '../../../i18n/numbers.ts';
import { gradientMagnitude } from '../../../ui/log-scale.ts';
import { changesOfMind, memoryOf, strongestChange, sureSince } from './reading-story.ts';
import type { StepWords } from '../reading/step-words.ts';
import type { Tile } from '../reading/tiles.ts';
import { cutBefore } from '../reading/truncation.ts';
import { answerAt, inkOfStep, mostAttended, rowMean } from '../reading/trace-reading.ts';

/** For the handle of the scan line: the step, its ink, and the answer after it. */
export function stepText(trace: Trace | null, row: number, rows: number, words: StepWords): string {
  const place = { ...words, row: row + 1, rows };
  if (!trace) return t('score.rowTextEmpty', place);
  const share = inkOfStep(trace, row);
  const ink = share === 0 ? t('score.noInk') : t('score.ink', { percent: formatPercent(share, 0) });
  return t('score.rowText', { ...place, ink, answer: answerText(trace, row) });
}

function answerText(trace: Trace, row: number): string {
  const answer = answerAt(trace, row);
  if (!answer) return t('score.noAnswer');
  const { digit, probability } = answer;
  const before = (row > trace.firstStep ? answerAt(trace, row - 1)?.digit : null) ?? digit;
  const percent = formatPercent(probability, 0);
  return before === digit
    ? t('score.answerStays', { digit: className(digit), percent })
    : t('score.answerTurns', { digit: className(digit), percent, before: className(before) });
}

/** What the step under the scan line does in the shown layer. Sentences, each ending with a space. */
export function stepDetails(trace: Trace, layerIndex: number, tiles: readonly Tile[], row: number, words: StepWords) {
  const layer = trace.layers[layerIndex];
  const sentences = [
    meansText(trace, layerIndex, tiles, row),
    headsText(trace, layerIndex, tiles, row, words),
    memoryText(trace, layer, row),
    changeText(trace, layer, row),
    gradientText(trace, layer, row),
  ];
  return sentences.filter(Boolean).join(' ');
}

function gradientText(trace: Trace, layer: LayerTrace, row: number): string {
  const cut = cutBefore(trace);
  return cut !== null && row < cut
    ? t('score.gradientCut', { step: cut + 1, truncation: trace.truncation })
    : [
        t('score.describeGradient', { gradient: gradientMagnitude(layer.gradientNorm[row]) }),
        layer.weightGradients && weightGradientText(layer.weightGradients, row),
      ]
        .filter(Boolean)
        .join(' ');
}

function weightGradientText({ added, summed }: WeightGradients, row: number): string {
  return t('score.describeWeightGradient', {
    added: gradientMagnitude(added[row]),
    summed: gradientMagnitude(summed[row]),
  });
}

/** Means of values from 0 to 1; the mean of a state, whose signs cancel out, says nothing. */
function meansText({ units }: Trace, layerIndex: number, tiles: readonly Tile[], row: number): string {
  const means = tiles.flatMap(({ kind, map, look, matrix }) =>
    kind === 'units' && map === 'sequential' && matrix
      ? [`${t(look.label)} ${signed(rowMean(matrix, units, row))}`]
      : [],
  );
  return means.length === 0 ? '' : t('score.describeMeans', { layer: layerIndex + 1, means: means.join(', ') });
}

function headsText(
  { steps }: Trace,
  layerIndex: number,
  tiles: readonly Tile[],
  row: number,
  words: StepWords,
): string {
  const heads = tiles.flatMap(({ head, matrix }) => {
    if (head === null || !matrix) return [];
    const column = mostAttended(matrix, steps, row);
    if (column === null) return [];
    const percent = formatPercent(matrix[row * steps + column], 0);
    return [t('score.describeHead', { ...words, head: head + 1, column: column + 1, percent })];
  });
  return heads.length === 0 ? '' : t('score.describeHeads', { layer: layerIndex + 1, heads: heads.join('; ') });
}

function memoryText(trace: Trace, layer: LayerTrace, row: number): string {
  const memory = memoryOf(trace, layer, row);
  if (!memory) return '';
  const written = formatPercent(memory.written, 0);
  return memory.forgotten === null
    ? t('score.describeWritten', { written })
    : t('score.describeMemory', { written, forgotten: formatPercent(memory.forgotten, 0) });
}

function changeText(trace: Trace, layer: LayerTrace, row: number): string {
  const change = strongestChange(trace, layer, row);
  if (!change || !Number.isFinite(change.after - change.before)) return '';
  const { unit, before, after, name } = change;
  if (signed(before) === signed(after)) return '';
  const state = t(trace.cell === 'transformer' ? 'score.blockOutput' : `score.${name}`);
  return t('score.describeChange', { state, unit: unit + 1, from: signed(before), to: signed(after) });
}

/** Number of latest changes that are listed. */
const maxTurns = 5;

/** The whole digit: the answer, since when it is sure, and where the network changed its mind. */
export function digitSummary(trace: Trace, words: StepWords): string {
  const answer = answerAt(trace, trace.steps - 1);
  if (!answer) return `${t('score.noAnswer')}.`;
  const { digit, probability } = answer;
  const sure = sureSince(trace, sureFrom);
  const turns = changesOfMind(trace);
  const latest = turns
    .slice(-maxTurns)
    .map(({ row, digit: to }) => t('score.turn', { ...words, row: row + 1, digit: className(to) }));
  return [
    t('score.summaryAnswer', { digit: className(digit), percent: formatPercent(probability) }),
    sure === null
      ? t('score.summaryUnsure')
      : t('score.summarySure', { ...words, row: sure + 1, percent: formatPercent(sureFrom, 0) }),
    turns.length === 0
      ? t('score.knownFromStart', words) + '.'
      : t(turns.length > maxTurns ? 'score.summaryTurnsMany' : 'score.summaryTurns', {
          count: turns.length,
          turns: latest.join(', '),
        }),
  ].join(' ');
}
