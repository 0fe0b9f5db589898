/** The charts of the run, in the order of the choice. One more is an entry here: its texts, its curves and their looks. */

import type { RunChart, RunCurve } from './run-chart.ts';
import { above, clippedLately, latestTestAccuracy, recorded, smoothed } from './run-curves.ts';
import type { StepMetric } from '../../../protocol/step-metrics.ts';

const accent = { colourVariable: '--accent', width: 2 } as const;

const rawCurve = (metric: StepMetric): RunCurve => ({
  label: { en: 'raw', ko: '스텝별' },
  ...{ colourVariable: '--chart-raw', width: 1 },
  values: (history) => recorded(history, metric),
});

const smoothedCurve = (metric: StepMetric): RunCurve => ({
  label: { en: 'smoothed', ko: '평균' },
  ...accent,
  values: (history) => smoothed(history, metric),
});

const loss: RunChart = {
  texts: { title: { en: 'Loss', ko: '손실' } },
  curves: () => [rawCurve('loss'), smoothedCurve('loss')],
};

const accuracyTexts = {
  title: { en: 'Accuracy', ko: '정확도' },
  target: { en: 'target {{accuracy}}', ko: '목표 {{accuracy}}' },
};

const accuracy: RunChart = {
  texts: accuracyTexts,
  areShares: true,
  curves: () => [
    { label: { en: 'training', ko: '학습' }, ...accent, values: (history) => smoothed(history, 'accuracy') },
    {
      label: { en: 'test', ko: '테스트' },
      ...{ colourVariable: '--text', width: 2, held: true },
      values: latestTestAccuracy,
    },
  ],
  guides: ({ targetAccuracy }, { textOf, formatPercent }) => {
    if (!(targetAccuracy > 0)) return [];
    const label = textOf(accuracyTexts.target, { accuracy: formatPercent(targetAccuracy) });
    return [{ axis: 'y', at: targetAccuracy, label, colourVariable: '--text-muted' }];
  },
};

const rateTexts = {
  title: { en: 'Learning rate', ko: '학습률' },
  changed: { en: 'Changed by hand at step {{steps}}.', ko: '직접 바꾼 스텝: {{steps}}.' },
};

const learningRate: RunChart = {
  texts: rateTexts,
  curves: () => [
    { label: { en: 'value', ko: '값' }, ...accent, values: (history) => recorded(history, 'learningRate') },
  ],
  note: ({ marks }, _, { textOf, formatCount }) =>
    marks.length === 0
      ? ''
      : textOf(rateTexts.changed, { steps: marks.map(({ step }) => formatCount(step)).join(', ') }),
  noteIsHidden: true,
  setsLearningRate: true,
};

const normTexts = {
  title: { en: 'Gradient norm', ko: '기울기 노름' },
  clipAt: { en: 'clip at {{norm}}', ko: '클리핑 {{norm}}' },
};

const clippedCurve = (clipNorm: number): RunCurve => ({
  label: { en: 'clipped', ko: '클리핑됨' },
  ...{ colourVariable: '--danger', dotted: true },
  values: (history) => above(history, 'gradientNorm', clipNorm),
});

const gradientNorm: RunChart = {
  texts: normTexts,
  curves: (clipNorm) => [
    rawCurve('gradientNorm'),
    smoothedCurve('gradientNorm'),
    ...(clipNorm > 0 ? [clippedCurve(clipNorm)] : []),
  ],
  guides: ({ clipNorm }, { textOf, formatSignificant }) => {
    if (!(clipNorm > 0)) return [];
    const label = textOf(normTexts.clipAt, { norm: formatSignificant(clipNorm) });
    return [{ axis: 'y', at: clipNorm, label, colourVariable: '--danger' }];
  },
  note: (history, { clipNorm }, { t, formatPercent }) => {
    if (!(clipNorm > 0)) return '';
    const { clipped, steps } = clippedLately(history, clipNorm);
    if (clipped === 0) return t('charts.clippedNever', { count: steps });
    return t('charts.clippedShare', { count: steps, percent: formatPercent(clipped / steps, 0) });
  },
};

const declared = { loss, accuracy, learningRate, gradientNorm };

export type RunChartKind = keyof typeof declared;

export const runCharts: Readonly<Record<RunChartKind, RunChart>> = declared;

export const runChartKinds = Object.keys(declared) as readonly RunChartKind[];

export const isRunChart = (kind: string): kind is RunChartKind => kind in declared;
