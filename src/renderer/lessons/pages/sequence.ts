/** Lessons 1 to 4 (A1 … A4): sequences and their probability. */

import { recurrentCellNames } from '../../../domain/cells.ts';
import { equation, type Lesson, text } from './lesson.ts';

const raw = String.raw;

export const order: Lesson = {
  id: 'order',
  title: 'lessonSequence.order.title',
  question: 'lessonSequence.order.question',
  body: [
    text('lessonSequence.order.1'),
    text('lessonSequence.order.2'),
    equation(raw`P(\row_1, \row_2, \ldots, \row_T) \;\neq\; \prod_{t=1}^{T} P(\row_t)`),
    text('lessonSequence.order.3'),
    text('lessonSequence.order.4'),
  ],
  symbols: ['row', 'steps'],
  looks: [
    { spot: 'image', text: 'lessonSequence.order.look1' },
    { spot: 'scanLine', text: 'lessonSequence.order.look2' },
    { spot: 'hiddenState', text: 'lessonSequence.order.look3' },
    { spot: 'probabilities', text: 'lessonSequence.order.look4' },
  ],
  actions: [
    {
      label: 'lessonSequence.order.tryLook',
      needs: { mnist: true, cells: recurrentCellNames, learned: true },
      digit: 0,
      row: 8,
    },
    { label: 'lessonSequence.order.tryColumns', settings: { order: 'columns' }, train: true },
    { label: 'lessonSequence.order.tryShuffled', settings: { order: 'shuffledRows' }, train: true },
    { label: 'lessonSequence.order.tryCompare', room: 'compare', experiment: 'order' },
  ],
};

export const past: Lesson = {
  id: 'past',
  title: 'lessonSequence.past.title',
  question: 'lessonSequence.past.question',
  body: [
    text('lessonSequence.past.1'),
    equation(raw`P(\row_1, \ldots, \row_T) = \prod_{t=1}^{T} P(\row_t \mid \row_1, \ldots, \row_{t-1})`),
    text('lessonSequence.past.2'),
    equation(raw`P(\row_t \mid \row_1, \ldots, \row_{t-1}) \approx P(\row_t \mid \row_{t-\tau}, \ldots, \row_{t-1})`),
    text('lessonSequence.past.3'),
    equation(
      raw`\hiddenState_t = \phi(\row_t, \hiddenState_{t-1}), \qquad P(\row_{t+1} \mid \row_1, \ldots, \row_t) \approx P(\row_{t+1} \mid \hiddenState_t)`,
    ),
    text('lessonSequence.past.4'),
    text('lessonSequence.past.5'),
  ],
  symbols: ['row', 'window', 'hiddenState', 'summary'],
  looks: [
    { spot: 'hiddenState', text: 'lessonSequence.past.look1' },
    { spot: 'probabilities', text: 'lessonSequence.past.look2' },
    { spot: 'unread', text: 'lessonSequence.past.look3' },
  ],
  actions: [
    { label: 'lessonSequence.past.tryOne', settings: { window: 1 }, train: true },
    { label: 'lessonSequence.past.tryHalf', settings: { window: 14 }, train: true },
    { label: 'lessonSequence.past.tryCurve', room: 'compare', experiment: 'window' },
    {
      label: 'lessonSequence.past.tryMarkov',
      needs: { mnist: true, generator: true },
      ...{ room: 'generator', digit: 0, row: 13, seenRows: 1 },
    },
  ],
};

export const nextRow: Lesson = {
  id: 'next-row',
  title: 'lessonSequence.next.title',
  question: 'lessonSequence.next.question',
  body: [
    text('lessonSequence.next.1'),
    equation(raw`\answer_{t+1} = \sigma(V \hiddenState_t + d)`),
    text('lessonSequence.next.2'),
    equation(
      raw`\begin{aligned}
        \log P(\row_2, \ldots, \row_T \mid \row_1) &= \sum_{t=1}^{T-1} \log P(\row_{t+1} \mid \row_1, \ldots, \row_t) \\
        \log P(\row_t \mid \row_1, \ldots, \row_{t-1}) &= \sum_{j=1}^{28} \row_{t,j} \log \answer_{t,j} + (1 - \row_{t,j}) \log (1 - \answer_{t,j})
      \end{aligned}`,
      [
        raw`\begin{aligned}
          \log &P(\row_2, \ldots, \row_T \mid \row_1) \\
          &= \sum_{t=1}^{T-1} \log P(\row_{t+1} \mid \row_1, \ldots, \row_t)
        \end{aligned}`,
        raw`\begin{aligned}
          \log &P(\row_t \mid \row_1, \ldots, \row_{t-1}) \\
          &= \sum_{j=1}^{28} \row_{t,j} \log \answer_{t,j} + (1 - \row_{t,j}) \log (1 - \answer_{t,j})
        \end{aligned}`,
      ],
    ),
    text('lessonSequence.next.3'),
    text('lessonSequence.next.4'),
    text('lessonSequence.next.5'),
  ],
  symbols: ['row', 'expectedRow', 'hiddenState', 'rowReadout', 'sigmoid'],
  looks: [
    { spot: 'givenRows', text: 'lessonSequence.next.look1' },
    { spot: 'completions', text: 'lessonSequence.next.look2' },
    { spot: 'surprise', text: 'lessonSequence.next.look3' },
    { spot: 'ownRows', text: 'lessonSequence.next.look4' },
  ],
  actions: [
    {
      label: 'lessonSequence.next.tryTop',
      needs: { mnist: true, generator: true },
      room: 'generator',
      digit: 0,
      row: 13,
    },
    {
      label: 'lessonSequence.next.tryAmbiguous',
      needs: { mnist: true, generator: true },
      room: 'generator',
      digit: 3,
      row: 7,
    },
  ],
};

export const sequenceLength: Lesson = {
  id: 'length',
  title: 'lessonSequence.length.title',
  question: 'lessonSequence.length.question',
  body: [
    text('lessonSequence.length.1'),
    text('lessonSequence.length.2'),
    text('lessonSequence.length.3'),
    equation(
      raw`L = \frac{\sum_{t=1}^{T} m_t \, \ell(\answer_t, y)}{\sum_{t=1}^{T} m_t}, \qquad \ell(\answer_t, y) = -\sum_{k=0}^{9} y_k \log \answer_{t,k}`,
    ),
    text('lessonSequence.length.4'),
  ],
  symbols: ['answer', 'label', 'mask', 'stepLoss', 'loss'],
  looks: [
    { spot: 'probabilities', text: 'lessonSequence.length.look1' },
    { spot: 'scanLine', text: 'lessonSequence.length.look2', row: 1 },
    { spot: 'answer', text: 'lessonSequence.length.look3' },
  ],
  actions: [
    {
      label: 'lessonSequence.length.tryHalf',
      needs: { mnist: true, cells: recurrentCellNames, learned: true },
      digit: 4,
      row: 13,
    },
    { label: 'lessonSequence.length.tryRandom', settings: { lossAt: 'randomStep' }, train: true },
    { label: 'lessonSequence.length.tryEvery', settings: { lossAt: 'everyStep' }, train: true },
  ],
};
