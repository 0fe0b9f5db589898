/** The question that each experiment answers, in one sentence. */

import type { ExperimentName } from '../../domain/experiments/experiment.ts';

export const experimentQuestions: Readonly<Record<ExperimentName, string>> = {
  order: 'Does the order of the rows matter? Four orders, and each network is also tested in the others.',
  window: 'How much of the past does an answer need? Only the last τ rows are seen.',
  cells: 'Which cell learns best from the same rows? RNN, LSTM, GRU and Transformer.',
  length: 'How far does memory reach? The same digits as 28 rows and as 784 single pixels.',
  truncation: 'How far back must the gradient go? It is truncated after k steps.',
  clipping: 'What does clipping save? A ReLU network whose gradients explode, with and without.',
  capacity: 'How much can a network hold? 8, 32 and 128 units learn 500, 5,000 or 60,000 digits.',
  decay: 'What does weight decay do? 500 digits learned with decay 0, 0.01 and 0.1.',
  positions: 'What does a Transformer know of order? With and without positional encoding.',
};
