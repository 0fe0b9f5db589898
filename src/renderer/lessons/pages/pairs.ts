/** Lessons 15 and 16 (A16, A18): an encoder and a decoder, and what a decoder reads while it learns. */

import { equation, exercise, type Lesson, text } from './lesson.ts';

const raw = String.raw;

export const encoderDecoder: Lesson = {
  id: 'encoder-decoder',
  title: 'lessonPairs.pair.title',
  question: 'lessonPairs.pair.question',
  body: [
    text('lessonPairs.pair.1'),
    text('lessonPairs.pair.2'),
    equation(raw`P(y_1, \ldots, y_m \mid \row) = \prod_{i=1}^{m} P(y_i \mid y_1, \ldots, y_{i-1}, \row)`),
    text('lessonPairs.pair.3'),
    equation(raw`\decoderState_0 = \tanh(W_0 \hiddenState_T + b_0)`),
    text('lessonPairs.pair.4'),
    equation(
      raw`\begin{aligned}
        e_{ij} &= a^\top \tanh(W_q \decoderState_{i-1} + W_k \hiddenState_j + b) \\
        \weight_{ij} &= \frac{\exp e_{ij}}{\sum_{j'} \exp e_{ij'}}, \qquad \context_i = \sum_{j} \weight_{ij} \, \hiddenState_j \\
        \decoderState_i &= \operatorname{LSTM}\bigl([y_{i-1}, \context_i],\ \decoderState_{i-1}\bigr)
      \end{aligned}`,
      [
        raw`e_{ij} = a^\top \tanh(W_q \decoderState_{i-1} + W_k \hiddenState_j + b)`,
        raw`\weight_{ij} = \frac{\exp e_{ij}}{\sum_{j'} \exp e_{ij'}}`,
        raw`\context_i = \sum_{j} \weight_{ij} \, \hiddenState_j`,
        raw`\decoderState_i = \operatorname{LSTM}\bigl([y_{i-1}, \context_i],\ \decoderState_{i-1}\bigr)`,
      ],
    ),
    text('lessonPairs.pair.5'),
    exercise('lessonPairs.pair.ask', 'lessonPairs.pair.askAnswer'),
  ],
  symbols: ['columnState', 'decoderState', 'token', 'energy', 'crossWeight', 'context', 'pairWeights'],
  looks: [
    { spot: 'strip', text: 'lessonPairs.pair.look1' },
    { spot: 'crossAttention', text: 'lessonPairs.pair.look2' },
    { spot: 'written', text: 'lessonPairs.pair.look3' },
  ],
  actions: [
    { label: 'lessonPairs.pair.tryFive', room: 'strips', stripOf: 5 },
    { label: 'lessonPairs.pair.tryOne', room: 'strips', stripOf: 1 },
    { label: 'lessonPairs.pair.trySix', room: 'strips', stripOf: 6 },
  ],
};

export const teacherForcing: Lesson = {
  id: 'teacher-forcing',
  title: 'lessonPairs.forcing.title',
  question: 'lessonPairs.forcing.question',
  body: [
    text('lessonPairs.forcing.1'),
    equation(raw`L_{\text{true}} = -\sum_{i=1}^{m} \log P(y_i \mid y_1, \ldots, y_{i-1}, \row)`),
    text('lessonPairs.forcing.2'),
    equation(
      raw`\begin{aligned}
        L_{\text{own}} &= -\sum_{i=1}^{m} \log P(y_i \mid \hat y_1, \ldots, \hat y_{i-1}, \row) \\
        \hat y_i &= \operatorname*{arg\,max}_{k} P(k \mid \hat y_1, \ldots, \hat y_{i-1}, \row)
      \end{aligned}`,
      [
        raw`L_{\text{own}} = -\sum_{i=1}^{m} \log P(y_i \mid \hat y_1, \ldots, \hat y_{i-1}, \row)`,
        raw`\hat y_i = \operatorname*{arg\,max}_{k} P(k \mid \hat y_1, \ldots, \hat y_{i-1}, \row)`,
      ],
    ),
    text('lessonPairs.forcing.3'),
    text('lessonPairs.forcing.4'),
    text('lessonPairs.forcing.5'),
    exercise('lessonPairs.forcing.ask', 'lessonPairs.forcing.askAnswer'),
  ],
  symbols: ['token', 'ownToken', 'pairLosses'],
  looks: [
    { spot: 'stripTraining', text: 'lessonPairs.forcing.look1' },
    { spot: 'stripAnswer', text: 'lessonPairs.forcing.look2' },
    { spot: 'written', text: 'lessonPairs.forcing.look3' },
  ],
  actions: [
    { label: 'lessonPairs.forcing.tryForce', room: 'strips', stripOf: 5 },
    {
      label: 'lessonPairs.forcing.tryOwnRows',
      needs: { mnist: true, generator: true },
      ...{ room: 'generator', digit: 0, row: 13 },
    },
    { label: 'lessonPairs.forcing.tryThree', needs: { generator: true }, room: 'generator', row: -1, asked: 3 },
  ],
};
