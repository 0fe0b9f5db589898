/** What a chart of the run declares: its texts, its curves with their looks, and what else it shows. */

import type { formatCount, formatPercent, formatSignificant } from '../../i18n/format.ts';
import type { t, Text, textOf } from '../../i18n/translate.svelte.ts';
import type { ChartGuide } from './chart-guides.ts';
import type { RunHistory } from './history.ts';
import type { ChartSeries } from './line-chart.ts';
import type { Grown } from './run-curves.ts';

export type RunCurve = Omit<ChartSeries, 'label'> & {
  readonly label: Text;
  /** Its values over one revision of the history. */
  readonly values: (history: RunHistory) => Grown;
};

/** 0: there is none. */
export type RunLimits = { readonly clipNorm: number; readonly targetAccuracy: number };

/** What writes texts and numbers in the person's language. */
export type Words = {
  readonly t: typeof t;
  readonly textOf: typeof textOf;
  readonly formatCount: typeof formatCount;
  readonly formatPercent: typeof formatPercent;
  readonly formatSignificant: typeof formatSignificant;
};

export type RunChart = {
  /** All that it says but for its curves' labels. */
  readonly texts: Readonly<Record<string, Text>> & { readonly title: Text; readonly meaning: Text };
  readonly formula: string;
  /** Shares are written in per cent, on a linear axis within 0 and 1. */
  readonly areShares?: boolean;
  /** @param clipNorm of the recipe; 0: no step was clipped */
  readonly curves: (clipNorm: number) => readonly RunCurve[];
  readonly guides?: (limits: RunLimits, words: Words) => readonly ChartGuide[];
  /** A sentence below the curves; where it is empty there is none. */
  readonly note?: (history: RunHistory, limits: RunLimits, words: Words) => string;
  /** Whether the note is for screen readers alone, because guides show what it says. */
  readonly noteIsHidden?: boolean;
  /** Whether the learning rate can be changed below the curves. */
  readonly setsLearningRate?: boolean;
};
