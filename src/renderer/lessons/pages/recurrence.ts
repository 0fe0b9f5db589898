/** Lessons 5 to 8 (A5 … A8): the recurrent cell and its gradients. */

import { recurrentCellNames } from '../../../domain/cells.ts';
import { equation, exercise, figure, type Lesson, text } from './lesson.ts';

const raw = String.raw;

export const cell: Lesson = {
  id: 'cell',
  title: 'lessonRecurrence.cell.title',
  question: 'lessonRecurrence.cell.question',
  body: [
    text('lessonRecurrence.cell.1'),
    equation(raw`\hiddenState_t = \tanh(U \row_t + W \hiddenState_{t-1} + b), \qquad \hiddenState_0 = 0`),
    text('lessonRecurrence.cell.2'),
    text('lessonRecurrence.cell.3'),
    equation(
      raw`\answer_T = \operatorname{softmax}(V \hiddenState_T + d), \qquad L = -\sum_{k=0}^{9} y_k \log \answer_{T,k}`,
    ),
    text('lessonRecurrence.cell.4'),
    text('lessonRecurrence.cell.5'),
  ],
  symbols: [
    'row',
    'hiddenState',
    'inputWeights',
    'recurrentWeights',
    'bias',
    'readout',
    'answer',
    'label',
    'loss',
    'steps',
  ],
  looks: [
    { spot: 'image', text: 'lessonRecurrence.cell.look1' },
    { spot: 'hiddenState', text: 'lessonRecurrence.cell.look2' },
    { spot: 'unit', text: 'lessonRecurrence.cell.look3' },
    { spot: 'probabilities', text: 'lessonRecurrence.cell.look4' },
  ],
  actions: [
    { label: 'lessonRecurrence.cell.tryTrain', settings: { cell: 'rnn', activation: 'tanh', units: 128 }, train: true },
    { label: 'lessonRecurrence.cell.tryNonDigits', settings: { nonDigits: 0.1 }, train: true },
    { label: 'lessonRecurrence.cell.trySmall', settings: { cell: 'rnn', activation: 'tanh', units: 16 }, train: true },
  ],
};

/** Turns off clipping and everything else that would hold a gradient. */
const unheld = {
  cell: 'rnn',
  optimizer: 'sgd',
  learningRate: 0.1,
  schedule: 'constant',
  clipNorm: 0,
  clipValue: 0,
} as const;

export const powers: Lesson = {
  id: 'powers',
  title: 'lessonRecurrence.powers.title',
  question: 'lessonRecurrence.powers.question',
  body: [
    text('lessonRecurrence.powers.1'),
    equation(raw`\hiddenState_n = \underbrace{a \cdot a \cdots a}_{n} \cdot \hiddenState_0 = a^n \, \hiddenState_0`),
    text('lessonRecurrence.powers.2'),
    figure('powers'),
    text('lessonRecurrence.powers.3'),
    text('lessonRecurrence.powers.4'),
    equation(raw`0 < \sigma' \le \tfrac{1}{4}, \qquad 0 < \tanh' \le 1, \qquad \operatorname{ReLU}' \in \{0, 1\}`),
  ],
  symbols: ['factor', 'power', 'sigmoid'],
  looks: [
    { spot: 'hiddenState', text: 'lessonRecurrence.powers.look1' },
    { spot: 'chart-gradientNorm', text: 'lessonRecurrence.powers.look2' },
    { spot: 'chart-loss', text: 'lessonRecurrence.powers.look3' },
  ],
  actions: [
    { label: 'lessonRecurrence.powers.tryRelu', settings: { ...unheld, activation: 'relu' }, train: true },
    { label: 'lessonRecurrence.powers.tryTanh', settings: { ...unheld, activation: 'tanh' }, train: true },
    {
      label: 'lessonRecurrence.powers.tryClipped',
      settings: { ...unheld, activation: 'relu', clipNorm: 1 },
      train: true,
    },
  ],
};

export const throughTime: Lesson = {
  id: 'through-time',
  title: 'lessonRecurrence.time.title',
  question: 'lessonRecurrence.time.question',
  body: [
    text('lessonRecurrence.time.1'),
    text('lessonRecurrence.time.2'),
    equation(
      raw`\gradient{\frac{\partial L}{\partial \hiddenState_t}} = W^\top \operatorname{diag}\!\bigl(\slope(a_{t+1})\bigr) \, \gradient{\frac{\partial L}{\partial \hiddenState_{t+1}}} = \left( \prod_{j=t+1}^{T} W^\top \operatorname{diag}\!\bigl(\slope(a_j)\bigr) \right) \gradient{\frac{\partial L}{\partial \hiddenState_T}}`,
      [
        raw`\gradient{\frac{\partial L}{\partial \hiddenState_t}} = W^\top \operatorname{diag}\!\bigl(\slope(a_{t+1})\bigr) \, \gradient{\frac{\partial L}{\partial \hiddenState_{t+1}}}`,
        raw`\phantom{\frac{\partial L}{\partial \hiddenState_t}} = \left( \prod_{j=t+1}^{T} W^\top \operatorname{diag}\!\bigl(\slope(a_j)\bigr) \right) \gradient{\frac{\partial L}{\partial \hiddenState_T}}`,
      ],
    ),
    figure('chain'),
    text('lessonRecurrence.time.3'),
    equation(
      raw`\gradient{\frac{\partial L}{\partial W}} = \sum_{t=1}^{T} \operatorname{diag}\!\bigl(\slope(a_t)\bigr) \, \gradient{\frac{\partial L}{\partial \hiddenState_t}} \, \hiddenState_{t-1}^\top`,
    ),
    text('lessonRecurrence.time.4'),
    text('lessonRecurrence.time.5'),
    exercise('lessonRecurrence.time.ask', 'lessonRecurrence.time.askAnswer'),
  ],
  symbols: ['stateGradient', 'recurrentWeights', 'activation', 'preActivation', 'loss'],
  looks: [
    { spot: 'gradientNorm', text: 'lessonRecurrence.time.look1' },
    { spot: 'scanLine', text: 'lessonRecurrence.time.look2', row: 27 },
    { spot: 'chart-gradientFlow', text: 'lessonRecurrence.time.look3' },
  ],
  actions: [
    {
      label: 'lessonRecurrence.time.tryLook',
      needs: { mnist: true, cells: recurrentCellNames, wholeGradient: true },
      digit: 0,
      row: 27,
    },
    {
      label: 'lessonRecurrence.time.tryWeights',
      needs: { mnist: true, cells: recurrentCellNames, wholeGradient: true },
      digit: 0,
      row: 27,
      strip: 'weights',
    },
    { label: 'lessonRecurrence.time.tryRnn', settings: { cell: 'rnn', activation: 'tanh' }, digit: 0, train: true },
  ],
};

export const vanishing: Lesson = {
  id: 'vanishing',
  title: 'lessonRecurrence.vanish.title',
  question: 'lessonRecurrence.vanish.question',
  body: [
    text('lessonRecurrence.vanish.1'),
    text('lessonRecurrence.vanish.2'),
    equation(
      raw`\norm{\frac{\partial \hiddenState_T}{\partial \hiddenState_t}} \;\le\; \prod_{j=t+1}^{T} \norm{\frac{\partial \hiddenState_j}{\partial \hiddenState_{j-1}}} \;\le\; (s\gamma)^{T-t}`,
    ),
    text('lessonRecurrence.vanish.3'),
    text('lessonRecurrence.vanish.4'),
  ],
  symbols: ['hiddenState', 'steps', 'stretch', 'slope'],
  looks: [
    { spot: 'gradientNorm', text: 'lessonRecurrence.vanish.look1' },
    { spot: 'slope', text: 'lessonRecurrence.vanish.look2' },
    { spot: 'chart-gradientFlow', text: 'lessonRecurrence.vanish.look3' },
  ],
  actions: [
    { label: 'lessonRecurrence.vanish.trySigmoid', settings: { cell: 'rnn', activation: 'sigmoid' }, train: true },
    { label: 'lessonRecurrence.vanish.tryCells', room: 'compare', experiment: 'cells' },
    { label: 'lessonRecurrence.vanish.tryLength', room: 'compare', experiment: 'length' },
  ],
};
