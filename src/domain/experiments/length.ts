/** How far does memory reach: 28 rows, or the same digit as 784 single pixels? */

import { type Experiment, runOrder } from './experiment.ts';

const small = { units: 32, batchSize: 64 } as const;

/** 784 steps take 28 times as long as 28. */
const digits = 20_000;

export const length: Experiment = {
  name: 'length',
  runs: [
    runOrder('RNN, T = 28', { ...small, cell: 'rnn' }, digits),
    runOrder('LSTM, T = 28', { ...small, cell: 'lstm' }, digits),
    runOrder('GRU, T = 28', { ...small, cell: 'gru' }, digits),
    runOrder('RNN, T = 784', { ...small, cell: 'rnn', order: 'pixels' }, digits),
    runOrder('LSTM, T = 784', { ...small, cell: 'lstm', order: 'pixels' }, digits),
    runOrder('GRU, T = 784', { ...small, cell: 'gru', order: 'pixels' }, digits),
  ],
  rereads: [],
  seconds: 75,
};
