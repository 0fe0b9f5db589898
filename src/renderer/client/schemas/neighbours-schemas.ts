/** What may come from the engine about digits read alike. */

import * as v from 'valibot';
import type { Neighbours, TrajectoryStatus } from '../../../protocol/neighbours.ts';
import { classes } from './answers-schemas.ts';
import { count, float32, uint32 } from './status-schemas.ts';

export const trajectoryStatus = v.object({
  building: v.nullable(v.object({ done: count, total: count })),
  index: v.nullable(v.object({ digits: count, steps: count, stepsRead: count, step: count, session: count })),
}) satisfies v.GenericSchema<unknown, TrajectoryStatus>;

const bytes = v.instance(Uint8Array);

export const neighbours = v.pipe(
  v.object({
    ...{ indices: uint32, distances: float32, labels: classes, answers: classes, pixels: bytes },
    ...{ compared: count, until: count },
  }),
  v.check(
    ({ indices: { length }, distances, labels, answers, pixels }) =>
      [distances, labels, answers].every((column) => column.length === length) && pixels.length === length * 28 * 28,
    'The columns of neighbours differ in length.',
  ),
) satisfies v.GenericSchema<unknown, Neighbours>;
