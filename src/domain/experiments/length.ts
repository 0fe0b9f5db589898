/** How far does memory reach: 28 rows, or the same digit as 784 single pixels? */

import { cells, recurrentCellNames } from '../cells.ts';
import { type Experiment, runOrder } from './experiment.ts';

const small = { units: 32, batchSize: 64 } as const;

/** 784 steps take 28 times as long as 28. */
const digits = 20_000;

export const length: Experiment = {
  name: 'length',
  runs: [
    ...recurrentCellNames.map((cell) => runOrder(`${cells[cell].title}, T = 28`, { ...small, cell }, digits)),
    ...recurrentCellNames.map((cell) =>
      runOrder(`${cells[cell].title}, T = 784`, { ...small, cell, order: 'pixels' }, digits),
    ),
  ],
  rereads: [],
  seconds: 75,
};
