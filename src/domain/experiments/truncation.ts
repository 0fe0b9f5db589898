/** How far back must the gradient go? It is cut off after k steps, while the states still run through. */

import { rows } from '../sequence.ts';
import { type Experiment, runOrder } from './experiment.ts';

const lengths = [1, 5, 14, rows];

export const truncation: Experiment = {
  name: 'truncation',
  runs: lengths.map((steps) => runOrder(`k = ${steps}`, { truncation: steps })),
  rereads: [],
  seconds: 40,
};
