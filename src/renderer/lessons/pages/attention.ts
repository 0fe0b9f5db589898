/** Lessons 13 and 14 (A14, A15): where a network answers, and attention. */

import { equation, figure, type Lesson, text } from './lesson.ts';

const raw = String.raw;

export const readout: Lesson = {
  id: 'readout',
  title: 'lessonAttention.readout.title',
  question: 'lessonAttention.readout.question',
  body: [
    figure('shapes'),
    text('lessonAttention.readout.1'),
    equation(raw`L = \ell(\answer_T, y)`),
    text('lessonAttention.readout.2'),
    equation(raw`L = \frac{1}{T} \sum_{t=1}^{T} \ell(\answer_t, y)`),
    text('lessonAttention.readout.3'),
    equation(raw`\row_{t+1} \sim P(\,\cdot \mid \hiddenState_t)`),
    text('lessonAttention.readout.4'),
  ],
  symbols: ['row', 'hiddenState', 'answer', 'label', 'stepLoss', 'steps'],
  looks: [
    { spot: 'probabilities', text: 'lessonAttention.readout.look1' },
    { spot: 'gradientNorm', text: 'lessonAttention.readout.look2' },
    { spot: 'answer', text: 'lessonAttention.readout.look3' },
  ],
  actions: [
    { label: 'lessonAttention.readout.tryLast', settings: { lossAt: 'lastStep' }, train: true },
    { label: 'lessonAttention.readout.tryEvery', settings: { lossAt: 'everyStep' }, train: true },
    { label: 'lessonAttention.readout.tryGenerator', needs: { generator: true }, room: 'generator', row: -1 },
  ],
};

const transformer = { cell: 'transformer', units: 64, layers: 2, heads: 4 } as const;

export const attention: Lesson = {
  id: 'attention',
  title: 'lessonAttention.attention.title',
  question: 'lessonAttention.attention.question',
  body: [
    text('lessonAttention.attention.1'),
    text('lessonAttention.attention.2'),
    equation(
      raw`\operatorname{attention}(\queries, \keys, \values) = \operatorname{softmax}\!\left(\frac{\queries \keys^\top}{\sqrt{d_k}}\right) \values`,
    ),
    figure('attention'),
    text('lessonAttention.attention.3'),
    equation(
      raw`\begin{aligned}
        \operatorname{multihead}(X) &= [\values'_1, \values'_2, \values'_3, \values'_4] \, W_O \\
        \values'_i &= \operatorname{attention}(X W^\queries_i, X W^\keys_i, X W^\values_i)
      \end{aligned}`,
      [
        raw`\operatorname{multihead}(X) = [\values'_1, \ldots, \values'_4] \, W_O`,
        raw`\values'_i = \operatorname{attention}(X W^\queries_i, X W^\keys_i, X W^\values_i)`,
      ],
    ),
    text('lessonAttention.attention.6'),
    text('lessonAttention.attention.4'),
    equation(
      raw`\begin{aligned}
        X' &= X + \operatorname{multihead}(\operatorname{norm}(X)) \\
        X'' &= X' + \operatorname{dense}_2\bigl(\operatorname{ReLU}(\operatorname{dense}_1(\operatorname{norm}(X')))\bigr)
      \end{aligned}`,
      [
        raw`X' = X + \operatorname{multihead}(\operatorname{norm}(X))`,
        raw`\begin{aligned}
          X'' &= X' + \operatorname{dense}_2\bigl( \\
          &\phantom{=\ } \operatorname{ReLU}(\operatorname{dense}_1(\operatorname{norm}(X')))\bigr)
        \end{aligned}`,
      ],
    ),
    text('lessonAttention.attention.5'),
    equation(
      raw`P_{t,2j} = \sin\!\left(\frac{t-1}{10000^{2j/64}}\right), \qquad P_{t,2j+1} = \cos\!\left(\frac{t-1}{10000^{2j/64}}\right)`,
    ),
  ],
  symbols: ['queries', 'keys', 'values', 'keySize', 'headOutput', 'outputWeights', 'tokens', 'position'],
  looks: [
    { spot: 'attention', text: 'lessonAttention.attention.look1' },
    { spot: 'scanLine', text: 'lessonAttention.attention.look2' },
    { spot: 'probabilities', text: 'lessonAttention.attention.look3' },
  ],
  actions: [
    {
      label: 'lessonAttention.attention.tryTrain',
      settings: { ...transformer, positionalEncoding: 'sinusoidal' },
      digit: 0,
      train: true,
    },
    {
      label: 'lessonAttention.attention.tryBag',
      settings: { ...transformer, positionalEncoding: 'none' },
      train: true,
    },
    { label: 'lessonAttention.attention.tryPositions', room: 'compare', experiment: 'positions' },
  ],
};
