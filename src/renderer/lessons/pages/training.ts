/** Lessons 9 and 10 (A9, A10): truncation and training on the gradient. */

import { equation, exercise, type Lesson, text } from './lesson.ts';

const raw = String.raw;

export const truncation: Lesson = {
  id: 'truncation',
  title: 'lessonTraining.truncation.title',
  question: 'lessonTraining.truncation.question',
  body: [
    text('lessonTraining.truncation.1'),
    equation(
      raw`\gradient{\frac{\partial L}{\partial W}} \approx \sum_{t=T-k+1}^{T} \operatorname{diag}\!\bigl(\slope(a_t)\bigr) \, \gradient{\frac{\partial L}{\partial \hiddenState_t}} \, \hiddenState_{t-1}^\top`,
    ),
    text('lessonTraining.truncation.2'),
    text('lessonTraining.truncation.3'),
    text('lessonTraining.truncation.4'),
    text('lessonTraining.truncation.5'),
    exercise('lessonTraining.truncation.ask', 'lessonTraining.truncation.askAnswer'),
  ],
  symbols: ['truncation', 'steps', 'recurrentWeights', 'stateGradient', 'activation', 'preActivation'],
  looks: [
    { spot: 'gradientNorm', text: 'lessonTraining.truncation.look1' },
    { spot: 'chart-gradientFlow', text: 'lessonTraining.truncation.look2' },
    { spot: 'probabilities', text: 'lessonTraining.truncation.look3' },
  ],
  actions: [
    { label: 'lessonTraining.truncation.tryFive', settings: { truncation: 5 }, train: true },
    {
      label: 'lessonTraining.truncation.tryCut',
      settings: { truncation: 5 },
      digit: 0,
      row: 27,
      strip: 'weights',
      train: true,
    },
    { label: 'lessonTraining.truncation.tryCompare', room: 'compare', experiment: 'truncation' },
  ],
};

export const clipping: Lesson = {
  id: 'clipping',
  title: 'lessonTraining.clipping.title',
  question: 'lessonTraining.clipping.question',
  body: [
    text('lessonTraining.clipping.1'),
    equation(
      raw`\gradient{\nabla} \leftarrow \min\!\left(1, \frac{\theta}{\norm{\gradient{\nabla}}}\right) \gradient{\nabla}`,
    ),
    text('lessonTraining.clipping.2'),
    text('lessonTraining.clipping.3'),
    text('lessonTraining.clipping.4'),
    equation(
      raw`\begin{aligned}
        m &\leftarrow \beta_1 m + (1 - \beta_1) \gradient{\nabla} \\
        s &\leftarrow \beta_2 s + (1 - \beta_2) \gradient{\nabla}^2 \\
        w &\leftarrow w - \eta \, \frac{m / (1 - \beta_1^n)}{\sqrt{s / (1 - \beta_2^n)} + \varepsilon}
      \end{aligned}`,
    ),
    text('lessonTraining.clipping.5'),
    text('lessonTraining.clipping.6'),
    exercise('lessonTraining.clipping.ask', 'lessonTraining.clipping.askAnswer'),
  ],
  symbols: ['nabla', 'threshold', 'weight', 'meanGradient', 'meanSquare', 'decay', 'updates', 'learningRate'],
  looks: [
    { spot: 'chart-gradientNorm', text: 'lessonTraining.clipping.look1' },
    { spot: 'chart-learningRate', text: 'lessonTraining.clipping.look2' },
    { spot: 'chart-loss', text: 'lessonTraining.clipping.look3' },
    { spot: 'chart-weightNorm', text: 'lessonTraining.clipping.look4' },
  ],
  actions: [
    {
      label: 'lessonTraining.clipping.trySgd',
      settings: { optimizer: 'sgd', momentum: 0.9, learningRate: 0.1 },
      train: true,
    },
    {
      label: 'lessonTraining.clipping.tryRmsprop',
      settings: { optimizer: 'rmsprop', learningRate: 1e-3, schedule: 'constant' },
      train: true,
    },
    {
      label: 'lessonTraining.clipping.tryFew',
      settings: { optimizer: 'adamw', weightDecay: 0.1, trainingDigits: 500, epochs: 20 },
      train: true,
    },
    { label: 'lessonTraining.clipping.tryCapacity', room: 'compare', experiment: 'capacity' },
    { label: 'lessonTraining.clipping.tryDecay', room: 'compare', experiment: 'decay' },
    { label: 'lessonTraining.clipping.tryCompare', room: 'compare', experiment: 'clipping' },
  ],
};
