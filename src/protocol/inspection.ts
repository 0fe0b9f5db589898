/** What can be seen of a network's weights, and of what they do over many digits. */

import type { MatrixName } from './trace.ts';

/** Counts of values in bins of equal width; values beyond the ends count in the end bins. */
export type Histogram = { readonly low: number; readonly high: number; readonly counts: Uint32Array };

export type WeightMatrix = {
  /** As in a tfjs LayersModel, e.g. `lstm_1/recurrent_kernel`. */
  readonly name: string;
  /** One number for a bias, two for a matrix. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
  readonly histogram: Histogram;
};

/** How often a gate or state takes which value: a gate near 0 or 1, a state near ±1, is saturated and passes no gradient. */
export type Saturation = {
  /** From 0, bottom layer first. */
  readonly layer: number;
  readonly matrix: MatrixName;
  /** Over all units, steps and digits looked at. */
  readonly histogram: Histogram;
};

export type WeightsView = {
  readonly weights: readonly WeightMatrix[];
  readonly saturation: readonly Saturation[];
  /** Test digits that `saturation` was counted over. */
  readonly digits: number;
  /** Training step of the weights. */
  readonly step: number;
};
