/** What does a Transformer know about order without positions? */

import { type Experiment, runOrder } from './experiment.ts';

/** A Transformer takes ten times as long per digit as a recurrent network with as many units. */
const epochs = 2;

export const positions: Experiment = {
  name: 'positions',
  runs: [
    runOrder('with positions', { epochs, cell: 'transformer', positionalEncoding: 'sinusoidal' }),
    runOrder('without positions', { epochs, cell: 'transformer', positionalEncoding: 'none' }),
  ],
  rereads: ['rowsDown', 'rowsUp', 'shuffledRows', 'columns'],
  seconds: 80,
};
