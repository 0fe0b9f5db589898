/** What may come from the engine about saved runs: a part of `event-schemas.ts`. */

import * as v from 'valibot';
import type { NewerRun, SavedRun } from '../../../protocol/saved-runs.ts';
import { count, modelConfig, share } from './status-schemas.ts';

export const savedRuns = v.array(
  v.object({
    id: v.string(),
    name: v.nullable(v.string()),
    origin: v.picklist(['trained', 'fineTuned']),
    model: v.object(modelConfig),
    ...{ step: count, goal: count, stepsPerEpoch: count },
    testAccuracy: v.nullable(share),
    dataSet: v.string(),
    kernels: v.string(),
    threads: count,
    saved: v.string(),
    elsewhere: v.boolean(),
  }),
) satisfies v.GenericSchema<unknown, SavedRun[]>;

export const newerRuns = v.array(v.object({ id: v.string(), saved: v.string() })) satisfies v.GenericSchema<
  unknown,
  NewerRun[]
>;
