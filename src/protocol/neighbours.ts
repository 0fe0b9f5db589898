/** The test digits read most alike: their hidden states stay nearest through the rows. */

import * as v from 'valibot';
import { modelConfigFields } from '../domain/recipe/recipe-schema.ts';
import { pixelCount } from '../domain/sequence.ts';
import { limits } from '../domain/limits/limits.ts';
import { digitSource } from './trace.ts';
import { bytes, classes, count, float32, nothing, type Of, uint32, whole } from './values.ts';

/**
 * The trajectories of the test digits' hidden states under the weights of one moment, indexed for nearest-neighbour
 * search.
 */
const trajectoryIndex = v.object({
  /** Test digits in it: the first ones, fewer than all where the network is large. */
  digits: count,
  /** Steps that are compared, of those read: every so many where there are more than 28. */
  steps: count,
  stepsRead: count,
  /** Training step of the weights. */
  step: count,
  /** `EngineStatus.session` of the network. */
  session: count,
});

export type TrajectoryIndex = Of<typeof trajectoryIndex>;

const trajectoryStatus = v.object({
  /** Test digits read of an index that is being made, else null. */
  building: v.nullable(v.object({ done: count, total: count })),
  index: v.nullable(trajectoryIndex),
});

export type TrajectoryStatus = Of<typeof trajectoryStatus>;

const neighbourQuery = v.strictObject({
  source: digitSource,
  /** The order to read it in, of as many steps as the network's own. */
  order: v.optional(modelConfigFields.order),
  /** The last step that is compared, from 0. */
  until: whole(0, pixelCount - 1),
  count: whole(1, limits.maxNeighbours),
});

export type NeighbourQuery = Of<typeof neighbourQuery>;

/** Nearest first; one entry each. */
const neighbours = v.pipe(
  v.object({
    /** Of the test digits. */
    indices: uint32,
    /**
     * Mean over the compared steps of ‖h_t − k_t‖², the squared Euclidean distance of the top layer's hidden states h of the query
     * and k of the test digit, those of the test digits rounded to 255 levels of each one's largest magnitude.
     */
    distances: float32,
    labels: classes,
    /** What the network of the index answers, 0 to 9. */
    answers: classes,
    /** [count × 784] bytes. */
    pixels: bytes,
    /** How many steps were compared, and the last of them, from 0. */
    compared: count,
    until: count,
  }),
  v.check(
    ({ indices: { length }, distances, labels, answers, pixels }) =>
      [distances, labels, answers].every((column) => column.length === length) && pixels.length === length * pixelCount,
    'The columns of neighbours differ in length.',
  ),
);

export type Neighbours = Of<typeof neighbours>;

export const neighbourRequests = {
  getTrajectories: { params: nothing, result: trajectoryStatus },
  /** Builds the index that `findNeighbours` searches, during training; it goes with the network. False: cancelled. */
  indexTrajectories: { params: nothing, result: v.boolean() },
  cancelTrajectories: { params: nothing, result: nothing },
  /** The test digits with the nearest states, by the weights of the index; null where there is none. */
  findNeighbours: { params: neighbourQuery, result: v.nullable(neighbours) },
};

export const neighbourEvents = {
  trajectories: trajectoryStatus,
};
