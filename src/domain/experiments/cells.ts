/** Which cell learns best from the same rows, with equal units and the same batches? */

import { cellNames, cells as cellTable } from '../cells.ts';
import { type Experiment, runOrder } from './experiment.ts';

/** A Transformer takes ten times as long per digit as a recurrent network with as many units. */
const epochs = 2;

export const cells: Experiment = {
  name: 'cells',
  runs: cellNames.map((cell) => runOrder(cellTable[cell].title, { epochs, cell })),
  rereads: [],
  seconds: 45,
};
