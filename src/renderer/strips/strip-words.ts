/** A strip's reading in words. */

import { endToken } from '../../domain/strips/strip.ts';
import { hasDirections, transformerHeads, transformerWidth } from '../../domain/strips/strip-models.ts';
import type { StripSettings } from '../../domain/strips/strip-settings.ts';
import type { StripReaderFacts, StripReading } from '../../protocol/strips.ts';
import { formatCount, formatPercent, formatShareOf } from '../i18n/format.ts';
import { t } from '../i18n/translate.svelte.ts';
import type { HeadView } from './reading/decoder-looks.ts';
import { likeliest, mostLookedAt, numberOf, probabilityOf } from './reading/strip-reading.ts';

/** Named beside a written digit. */
const namedTokens = 3;

/** A written token: the digit, or the end by its name. */
export const tokenText = (token: number): string => (token === endToken ? t('strips.end') : String(token));

/** A number of the beam: its digits; a word where it has none. */
export const numberText = (tokens: readonly number[]): string => numberOf(tokens) || t('strips.noDigits');

/** The likeliest tokens of a place with their probabilities. */
export function alternativesText(reading: StripReading, place: number): string {
  return likeliest(reading, place, namedTokens)
    .map((token) => formatShareOf(`p(${tokenText(token)})`, probabilityOf(reading, place, token), 2))
    .join('\n');
}

/** The pixel columns of some encoder steps, counted from 1. */
export function columnsText(from: number, to: number, columnsPerStep: number, width: number): string {
  const [first, last] = [from * columnsPerStep + 1, Math.min(width, (to + 1) * columnsPerStep)];
  return first === last ? `${first}` : `${first}–${last}`;
}

/** Whose attention a view of a Transformer shows; empty where there is only one. */
export function viewText({ heads }: Pick<StripReading, 'heads'>, { block, head }: HeadView): string {
  if (!heads) return '';
  if (block !== null && head !== null) return t('strips.headName', { block: block + 1, head: head + 1 });
  if (block !== null) return t('strips.meanOfHeads', { block: block + 1 });
  return head === null ? t('strips.meanOfAll') : t('strips.meanOfBlocks', { head: head + 1 });
}

/** Where a written token looked. */
function lookText(reading: StripReading, weights: Float32Array, place: number, width: number): string {
  const { from, to, share } = mostLookedAt(weights);
  const token = tokenText(reading.tokens[place]);
  const columns = columnsText(from, to, reading.columnsPerStep, width);
  return t('strips.looked', { place: place + 1, token, columns, percent: formatPercent(share, 0) });
}

/** Who looked at an encoder step. @param looks [W] weights of that step */
function lookersText(reading: StripReading, looks: Float32Array, step: number, width: number): string {
  const columns = columnsText(step, step, reading.columnsPerStep, width);
  const lookers = Array.from(looks.keys())
    .toSorted((a, b) => looks[b] - looks[a])
    .slice(0, namedTokens)
    .map((place) =>
      t('strips.looker', {
        place: place + 1,
        token: tokenText(reading.tokens[place]),
        percent: formatPercent(looks[place], 0),
      }),
    )
    .join(', ');
  return t('strips.lookers', { columns, lookers });
}

/** Kind and size of a reader. */
export function readerText({ model, units, directions, layers }: StripSettings): string {
  const size = hasDirections(model)
    ? [t('strips.layersFact', { layers, units }), t(directions === 2 ? 'strips.bothWays' : 'strips.oneWay')]
    : [
        t('strips.unitsFact', { units: transformerWidth(units) }),
        t('shell.model.blocks', { count: layers }),
        t('shell.model.heads', { count: transformerHeads }),
      ];
  return [t(`strips.model.${model}`), ...size].join(' · ');
}

/** How far a training has come. */
export const stepText = (step: number, steps: number): string =>
  t('strips.stepOf', { step: formatCount(step), steps: formatCount(steps) });

/** An own reader that is not shown. */
export const ownReaderText = ({ settings, step }: StripReaderFacts): string =>
  `${readerText(settings)} · ${stepText(step, settings.steps)}`;

/** What is lit: a written token with the weights of its look, or an encoder step with how much each token looked there. */
type LitLook = {
  readonly token: number | null;
  readonly weights: Float32Array | null;
  readonly step: number | null;
  readonly looks: Float32Array | null;
};

/** Where the lit token looked, or who looked at the lit step, and in whose attention. */
export function lookSentence(reading: StripReading, view: HeadView, lit: LitLook, width: number): string {
  const { token, weights, step, looks } = lit;
  const whose = viewText(reading, view);
  const of = (text: string) => (whose ? `${whose}: ${text}` : text);
  if (weights && token !== null) return of(lookText(reading, weights, token, width));
  if (looks && step !== null) return of(lookersText(reading, looks, step, width));
  return t('strips.lookInvite');
}
