/** The ready-made experiments, in course order. */

import { capacity } from './capacity.ts';
import { cells } from './cells.ts';
import { clipping } from './clipping.ts';
import { decay } from './decay.ts';
import type { Experiment, ExperimentName } from './experiment.ts';
import { length } from './length.ts';
import { order } from './order.ts';
import { positions } from './positions.ts';
import { truncation } from './truncation.ts';
import { window } from './window.ts';

export type { Experiment } from './experiment.ts';

export const experiments: Readonly<Record<ExperimentName, Experiment>> = {
  order,
  window,
  cells,
  length,
  truncation,
  clipping,
  positions,
  capacity,
  decay,
};
