/** Which cell learns best from the same rows, for as many units and the same batches? */

import { type Experiment, runOrder } from './experiment.ts';

export const cells: Experiment = {
  name: 'cells',
  runs: [
    runOrder('RNN', { cell: 'rnn' }),
    runOrder('LSTM', { cell: 'lstm' }),
    runOrder('GRU', { cell: 'gru' }),
    runOrder('Transformer', { cell: 'transformer', layers: 2 }),
  ],
  rereads: [],
  seconds: 45,
};
