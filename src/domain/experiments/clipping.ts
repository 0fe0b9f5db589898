/** What does clipping prevent? An RNN with ReLU, whose states are unbounded, at a learning rate too high for it. */

import { type Experiment, runOrder } from './experiment.ts';

const bold = {
  cell: 'rnn',
  activation: 'relu',
  optimizer: 'sgd',
  learningRate: 0.1,
  schedule: 'constant',
  clipNorm: 0,
} as const;

/** Few: three passes over them are enough for it to explode. */
const digits = 20_000;

export const clipping: Experiment = {
  name: 'clipping',
  runs: [
    runOrder('ReLU', bold, digits),
    runOrder('ReLU, ‖g‖ ≤ 1', { ...bold, clipNorm: 1 }, digits),
    runOrder('ReLU, |g| ≤ 0.01', { ...bold, clipValue: 0.01 }, digits),
    runOrder('tanh', { ...bold, activation: 'tanh' }, digits),
    runOrder('tanh, ‖g‖ ≤ 1', { ...bold, activation: 'tanh', clipNorm: 1 }, digits),
  ],
  rereads: [],
  seconds: 10,
};
