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
  texts: {
    title: { en: 'Loss', ko: '손실' },
    meaning: {
      en: 'Mean surprise at the true label, in nats, of each training step’s batch; training lowers it.',
      ko: '학습 스텝마다 배치의 정답이 얼마나 뜻밖이었는지의 평균(nat). 학습은 이 값을 낮춥니다.',
    },
  },
  formula: 'L = −log p(label)',
  curves: () => [rawCurve('loss'), smoothedCurve('loss')],
};

const accuracyTexts = {
  title: { en: 'Accuracy', ko: '정확도' },
  meaning: {
    en: 'Share of images read correctly: of the batches while training, and of all test images after an epoch.',
    ko: '맞게 읽은 이미지의 비율. 학습 중의 배치와, 에포크가 끝난 뒤의 테스트 이미지 전체.',
  },
  target: { en: 'target {{accuracy}}', ko: '목표 {{accuracy}}' },
};

const accuracy: RunChart = {
  texts: accuracyTexts,
  formula: 'correct ∕ all',
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
  meaning: {
    en: 'How far a training step moves the weights along the direction that the optimizer has chosen.',
    ko: '최적화 알고리즘이 고른 방향으로 한 스텝에 가중치를 옮기는 정도.',
  },
  changed: { en: 'Changed by hand at step {{steps}}.', ko: '직접 바꾼 스텝: {{steps}}.' },
};

const learningRate: RunChart = {
  texts: rateTexts,
  formula: 'w ← w − η·Δ',
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
  meaning: {
    en: 'Length of the gradient of all weights in each training step, before it is clipped.',
    ko: '학습 스텝마다 모든 가중치에 대한 기울기의 길이(클리핑하기 전).',
  },
  clipAt: { en: 'clip at {{norm}}', ko: '클리핑 {{norm}}' },
};

const clippedCurve = (clipNorm: number): RunCurve => ({
  label: { en: 'clipped', ko: '클리핑됨' },
  ...{ colourVariable: '--danger', dotted: true },
  values: (history) => above(history, 'gradientNorm', clipNorm),
});

const gradientNorm: RunChart = {
  texts: normTexts,
  formula: '‖∂L/∂w‖',
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

const weightNorm: RunChart = {
  texts: {
    title: { en: 'Weight norm', ko: '가중치 노름' },
    meaning: {
      en: 'Length of all weights after each training step; weight decay holds it down.',
      ko: '학습 스텝마다 모든 가중치의 길이. 가중치 감쇠는 이 값을 억누릅니다.',
    },
  },
  formula: '‖w‖',
  curves: () => [{ label: { en: 'value', ko: '값' }, ...accent, values: (history) => recorded(history, 'weightNorm') }],
};

const declared = { loss, accuracy, learningRate, gradientNorm, weightNorm };

export type RunChartKind = keyof typeof declared;

export const runCharts: Readonly<Record<RunChartKind, RunChart>> = declared;

export const runChartKinds = Object.keys(declared) as readonly RunChartKind[];

export const isRunChart = (kind: string): kind is RunChartKind => kind in declared;
