/** What may come from the engine about saved runs: a part of `event-schemas.ts`. */

import * as v from 'valibot';
import type { SavedRun } from '../../protocol/saved-runs.ts';
import { count, modelConfig, share } from './status-schemas.ts';

export const savedRuns = v.array(
  v.object({
    id: v.string(),
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
