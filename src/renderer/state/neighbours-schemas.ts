/** What may come from the engine about digits read alike. */

import * as v from 'valibot';
import type { Neighbours, TrajectoryStatus } from '../../protocol/neighbours.ts';
import { count, float32, uint32 } from './status-schemas.ts';

export const trajectoryStatus = v.object({
  building: v.nullable(v.object({ done: count, total: count })),
  index: v.nullable(v.object({ digits: count, steps: count, stepsRead: count, step: count, session: count })),
}) satisfies v.GenericSchema<unknown, TrajectoryStatus>;

const bytes = v.instance(Uint8Array);
const digits = v.pipe(
  bytes,
  v.check((values) => values.every((value) => value <= 9), 'A digit is 0 to 9.'),
);

export const neighbours = v.pipe(
  v.object({
    ...{ indices: uint32, distances: float32, labels: digits, answers: digits, pixels: bytes },
    ...{ compared: count, until: count },
  }),
  v.check(
    ({ indices: { length }, distances, labels, answers, pixels }) =>
      [distances, labels, answers].every((column) => column.length === length) && pixels.length === length * 28 * 28,
    'The columns of neighbours differ in length.',
  ),
) satisfies v.GenericSchema<unknown, Neighbours>;
