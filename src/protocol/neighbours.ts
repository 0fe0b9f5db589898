/** Which test digits the network reads most alike: whose hidden states travel near each other through the rows. */

import type { ReadingOrder } from '../domain/recipe/recipe.ts';
import type { DigitSource } from './trace.ts';

/** The courses of the test digits' hidden states under the weights of one moment, kept so that near ones can be found. */
export type TrajectoryIndex = {
  /** Test digits in it: the first ones, fewer than all where the network is large. */
  readonly digits: number;
  /** Steps that are compared, of those read: every so many where there are more than 28. */
  readonly steps: number;
  readonly stepsRead: number;
  /** Training step of the weights. */
  readonly step: number;
  /** `EngineStatus.session` of the network. */
  readonly session: number;
};

export type TrajectoryStatus = {
  /** Test digits read of an index that is being made, else null. */
  readonly building: { readonly done: number; readonly total: number } | null;
  readonly index: TrajectoryIndex | null;
};

export type NeighbourQuery = {
  readonly source: DigitSource;
  /** The order to read it in, of as many steps as the network's own. */
  readonly order?: ReadingOrder | undefined;
  /** The last step that is compared, from 0. */
  readonly until: number;
  readonly count: number;
};

/** Nearest first; one entry each. */
export type Neighbours = {
  /** Of the test digits. */
  readonly indices: Uint32Array;
  /**
   * Mean over the compared steps of ‖h_t − h′_t‖², the squared Euclidean distance of the top layer's hidden states, those of
   * the test digits rounded to 255 levels of each one's largest magnitude.
   */
  readonly distances: Float32Array;
  readonly labels: Uint8Array;
  /** What the network of the index answers, 0 to 9. */
  readonly answers: Uint8Array;
  /** [count × 784] bytes. */
  readonly pixels: Uint8Array;
  /** How many steps were compared, and the last of them, from 0. */
  readonly compared: number;
  readonly until: number;
};
