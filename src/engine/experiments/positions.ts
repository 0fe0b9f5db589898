/** What does a Transformer know of order, without being told where each row stands? */

import { type Experiment, runOrder } from './experiment.ts';

export const positions: Experiment = {
  name: 'positions',
  runs: [
    runOrder('with positions', { cell: 'transformer', layers: 2, positionalEncoding: 'sinusoidal' }),
    runOrder('without positions', { cell: 'transformer', layers: 2, positionalEncoding: 'none' }),
  ],
  rereads: ['rowsDown', 'rowsUp', 'shuffledRows', 'columns'],
  seconds: 50,
};
