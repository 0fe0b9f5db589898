/** How far does memory reach: 28 rows, or the same digit as 784 single pixels? */

import { type Experiment, runOrder } from './experiment.ts';

const small = { units: 32, batchSize: 64, epochs: 3 } as const;

export const length: Experiment = {
  name: 'length',
  runs: [
    runOrder('RNN, 28 steps', { ...small, cell: 'rnn' }),
    runOrder('LSTM, 28 steps', { ...small, cell: 'lstm' }),
    runOrder('RNN, 784 steps', { ...small, cell: 'rnn', order: 'pixels' }),
    runOrder('LSTM, 784 steps', { ...small, cell: 'lstm', order: 'pixels' }),
    runOrder('GRU, 784 steps', { ...small, cell: 'gru', order: 'pixels' }),
  ],
  rereads: [],
  seconds: 90,
};
