/** How much of the past does an answer need? The network sees the last τ rows only. */

import { rows } from '../sequence.ts';
import { type Experiment, runOrder } from './experiment.ts';

const windows = [1, 4, 7, 10, 14, 18, 21, rows];

export const window: Experiment = {
  name: 'window',
  runs: windows.map((steps) => runOrder(`τ = ${steps}`, { window: steps })),
  rereads: [],
  seconds: 45,
};
