/** Which cell learns best from the same rows, for as many units and the same batches? */

import { type Experiment, runOrder } from './experiment.ts';

/** A Transformer takes ten times as long for a digit as a recurrent network of as many units. */
const epochs = 2;

export const cells: Experiment = {
  name: 'cells',
  runs: [
    runOrder('RNN', { epochs, cell: 'rnn' }),
    runOrder('LSTM', { epochs, cell: 'lstm' }),
    runOrder('GRU', { epochs, cell: 'gru' }),
    runOrder('Transformer', { epochs, cell: 'transformer' }),
  ],
  rereads: [],
  seconds: 45,
};
