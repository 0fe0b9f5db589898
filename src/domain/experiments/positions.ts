/** What does a Transformer know of order, without being told where each row stands? */

import { type Experiment, runOrder } from './experiment.ts';

/** A Transformer takes ten times as long for a digit as a recurrent network of as many units. */
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
