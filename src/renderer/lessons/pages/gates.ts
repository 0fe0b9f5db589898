/** Lessons 11 and 12 (A11 … A13): LSTM, what its gates cost, and GRU. */

import { equation, figure, type Lesson, text } from './lesson.ts';

const raw = String.raw;

export const longMemory: Lesson = {
  id: 'lstm',
  title: 'lessonGates.lstm.title',
  question: 'lessonGates.lstm.question',
  body: [
    text('lessonGates.lstm.1'),
    text('lessonGates.lstm.2'),
    equation(
      raw`\begin{aligned}
        \forgetGate_t &= \sigma(U_\forgetGate \row_t + W_\forgetGate \hiddenState_{t-1} + b_\forgetGate) &
        \candidate_t &= \tanh(U_\candidate \row_t + W_\candidate \hiddenState_{t-1} + b_\candidate) \\
        \inputGate_t &= \sigma(U_\inputGate \row_t + W_\inputGate \hiddenState_{t-1} + b_\inputGate) &
        \cellState_t &= \forgetGate_t \odot \cellState_{t-1} + \inputGate_t \odot \candidate_t \\
        \outputGate_t &= \sigma(U_\outputGate \row_t + W_\outputGate \hiddenState_{t-1} + b_\outputGate) &
        \hiddenState_t &= \outputGate_t \odot \tanh(\cellState_t)
      \end{aligned}`,
      [
        raw`\begin{aligned}
          \forgetGate_t &= \sigma(U_\forgetGate \row_t + W_\forgetGate \hiddenState_{t-1} + b_\forgetGate) \\
          \inputGate_t &= \sigma(U_\inputGate \row_t + W_\inputGate \hiddenState_{t-1} + b_\inputGate) \\
          \outputGate_t &= \sigma(U_\outputGate \row_t + W_\outputGate \hiddenState_{t-1} + b_\outputGate) \\
          \candidate_t &= \tanh(U_\candidate \row_t + W_\candidate \hiddenState_{t-1} + b_\candidate) \\
          \cellState_t &= \forgetGate_t \odot \cellState_{t-1} + \inputGate_t \odot \candidate_t \\
          \hiddenState_t &= \outputGate_t \odot \tanh(\cellState_t)
        \end{aligned}`,
      ],
    ),
    text('lessonGates.lstm.3'),
    figure('cell'),
    text('lessonGates.lstm.4'),
    equation(
      raw`\gradient{\frac{\partial L}{\partial \cellState_{t-1}}} = \forgetGate_t \odot \gradient{\frac{\partial L}{\partial \cellState_t}} \;+\; \cdots`,
    ),
  ],
  symbols: [
    'row',
    'forgetGate',
    'inputGate',
    'candidate',
    'cellState',
    'outputGate',
    'hiddenState',
    'gateWeights',
    'sigmoid',
    'elementwise',
  ],
  looks: [
    { spot: 'forgetGate', text: 'lessonGates.lstm.look1' },
    { spot: 'inputGate', text: 'lessonGates.lstm.look2' },
    { spot: 'cellState', text: 'lessonGates.lstm.look3' },
    { spot: 'outputGate', text: 'lessonGates.lstm.look4' },
    { spot: 'unit', text: 'lessonGates.lstm.look5' },
  ],
  actions: [
    { label: 'lessonGates.lstm.tryLook', needs: { mnist: true, cells: ['lstm'], learned: true }, digit: 1, row: 11 },
    { label: 'lessonGates.lstm.tryTrain', settings: { cell: 'lstm' }, digit: 0, train: true },
    { label: 'lessonGates.lstm.tryCompare', room: 'compare', experiment: 'cells' },
  ],
};

/** A GRU with so many units has about as many weights as an LSTM with the usual number. */
export const equalNetwork = { cell: 'gru', units: 150 } as const;

export const gates: Lesson = {
  id: 'gru',
  title: 'lessonGates.cost.title',
  question: 'lessonGates.cost.question',
  body: [
    text('lessonGates.cost.1'),
    equation(raw`m \cdot H \, (D + H + 1), \qquad m = 1, 3, 4`),
    figure('parameters'),
    text('lessonGates.cost.2'),
    equation(
      raw`\begin{aligned}
        \updateGate_t &= \sigma(U_\updateGate \row_t + W_\updateGate \hiddenState_{t-1} + b_\updateGate) \\
        \resetGate_t &= \sigma(U_\resetGate \row_t + W_\resetGate \hiddenState_{t-1} + b_\resetGate) \\
        \newCandidate_t &= \tanh(U_\newCandidate \row_t + W_\newCandidate (\resetGate_t \odot \hiddenState_{t-1}) + b_\newCandidate) \\
        \hiddenState_t &= \updateGate_t \odot \hiddenState_{t-1} + (1 - \updateGate_t) \odot \newCandidate_t
      \end{aligned}`,
    ),
    text('lessonGates.cost.3'),
    text('lessonGates.cost.4'),
  ],
  symbols: [
    'denseLayers',
    'sizes',
    'row',
    'updateGate',
    'resetGate',
    'newCandidate',
    'hiddenState',
    'gateWeights',
    'sigmoid',
    'elementwise',
  ],
  looks: [
    { spot: 'updateGate', text: 'lessonGates.cost.look1' },
    { spot: 'resetGate', text: 'lessonGates.cost.look2' },
    { spot: 'hiddenState', text: 'lessonGates.cost.look3' },
    { spot: 'network', text: 'lessonGates.cost.look4' },
  ],
  actions: [
    { label: 'lessonGates.cost.tryTrain', settings: { cell: 'gru', units: 128 }, train: true },
    { label: 'lessonGates.cost.tryEqual', settings: equalNetwork, train: true },
    { label: 'lessonGates.cost.tryCompare', room: 'compare', experiment: 'cells' },
  ],
};
