/** What may come from the engine about runs laid beside each other: a part of `event-schemas.ts`. */

import * as v from 'valibot';
import type { Comparison } from '../../../protocol/comparison.ts';
import { gradientFlow } from './inspection-schemas.ts';
import {
  count,
  dataSetInfo,
  finite,
  float32,
  readingOrder,
  recipe,
  share,
  uint32,
  wireError,
} from './status-schemas.ts';

const experiment = v.picklist(['cells', 'length', 'window', 'truncation', 'clipping', 'order', 'positions']);

const curves = v.pipe(
  v.object({ step: uint32, loss: float32, accuracy: float32, gradientNorm: float32 }),
  v.check(
    ({ step, ...columns }) => Object.values(columns).every(({ length }) => length === step.length),
    'The curves of a run differ in length.',
  ),
);

const comparedRun = v.object({
  name: v.string(),
  dataSet: v.object(dataSetInfo),
  recipe,
  digits: count,
  id: count,
  experiment: v.nullable(experiment),
  replaces: v.array(count),
  state: v.picklist(['waiting', 'running', 'done', 'stopped', 'failed']),
  error: v.nullable(wireError),
  parameters: count,
  step: count,
  totalSteps: count,
  curves,
  testAccuracy: v.array(v.object({ order: readingOrder, accuracy: v.nullable(share) })),
  gradientFlow: v.nullable(gradientFlow),
  seconds: finite,
});

export const comparison = v.object({
  runs: v.array(comparedRun),
  running: v.boolean(),
}) satisfies v.GenericSchema<unknown, Comparison>;
