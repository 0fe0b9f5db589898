/** What does clipping save? A plain RNN with ReLU, whose states nothing bounds, at a learning rate that it cannot bear. */

import { type Experiment, runOrder } from './experiment.ts';

const bold = { cell: 'rnn', activation: 'relu', schedule: 'constant', optimizer: 'sgd', learningRate: 0.05 } as const;

export const clipping: Experiment = {
  name: 'clipping',
  runs: [
    runOrder('ReLU, no clipping', { ...bold, clipNorm: 0 }),
    runOrder('ReLU, norm ≤ 1', { ...bold, clipNorm: 1 }),
    runOrder('ReLU, each value ≤ 0.01', { ...bold, clipNorm: 0, clipValue: 0.01 }),
    runOrder('tanh, no clipping', { ...bold, activation: 'tanh', clipNorm: 0 }),
  ],
  rereads: [],
  seconds: 10,
};
