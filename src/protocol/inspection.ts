/** A network's weights, and the distribution of its activations over many digits. */

import * as v from 'valibot';
import { sizeOfShape } from '../domain/recipe/config.ts';
import { matrixName } from './trace.ts';
import { count, finite, float32, nothing, type Of, uint32 } from './values.ts';

/** Counts of values in bins of equal width; values beyond the ends count in the end bins. */
const histogram = v.object({ low: finite, high: finite, counts: uint32 });

export type Histogram = Of<typeof histogram>;

const weightMatrix = v.pipe(
  v.object({
    /** As in a tfjs LayersModel, e.g. `lstm_1/recurrent_kernel`. */
    name: v.string(),
    /** One number for a bias, two for a matrix. */
    shape: v.pipe(v.array(count), v.minLength(1), v.maxLength(2)),
    /** Row-major. */
    values: float32,
    histogram,
  }),
  v.check(
    ({ shape, values }) => values.length === sizeOfShape(shape),
    'A weight matrix does not have the announced shape.',
  ),
);

export type WeightMatrix = Of<typeof weightMatrix>;

/** How often a gate or state takes which value: a gate near 0 or 1, a state near ±1, is saturated and passes no gradient. */
const saturation = v.object({
  /** From 0, bottom layer first. */
  layer: count,
  matrix: matrixName,
  /** Over all units, steps and digits looked at. */
  histogram,
});

export type Saturation = Of<typeof saturation>;

const weightsView = v.object({
  weights: v.array(weightMatrix),
  saturation: v.array(saturation),
  /** Test digits that `saturation` was counted over. */
  digits: count,
  /** Training step of the weights. */
  step: count,
});

export type WeightsView = Of<typeof weightsView>;

export const inspectionRequests = {
  getWeights: { params: nothing, result: weightsView },
};
