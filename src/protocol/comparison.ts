/** Several recipes trained one after the other with the same seed and batches, to be compared. */

import * as v from 'valibot';
import { dataSetSchema } from '../domain/data-set.ts';
import { wireErrorSchema } from '../domain/errors.ts';
import { experimentSchema, runOrderSchema } from '../domain/experiments/experiment.ts';
import { runStates } from '../domain/experiments/make-room.ts';
import { nameSchema } from '../domain/name-schema.ts';
import { modelConfigFields } from '../domain/recipe/recipe-schema.ts';
import { limits } from '../domain/limits/limits.ts';
import type { StepMetric } from './step-metrics.ts';
import { digitSource, gradientFlow, trace } from './trace.ts';
import { count, finite, float32, nothing, type Of, share, uint32, whole } from './values.ts';

/** The metrics that runs are compared by. */
export const curveMetrics = ['loss', 'accuracy', 'gradientNorm', 'weightNorm'] as const satisfies StepMetric[];

/** Means over stretches of equal length, as many as `maxCurvePoints` says; `step` is each stretch's last. */
const curves = v.pipe(
  v.object({ step: uint32, ...v.entriesFromList(curveMetrics, float32) }),
  v.check(
    ({ step, ...columns }) => Object.values(columns).every(({ length }) => length === step.length),
    'The curves of a run differ in length.',
  ),
);

const comparedRun = v.object({
  ...runOrderSchema.entries,
  /** What it is trained and measured on. */
  dataSet: dataSetSchema,
  id: count,
  /** The experiment it was queued for, or null. */
  experiment: v.nullable(experimentSchema),
  /** Ids of earlier results that this run replaces when it is done; empty once it has ended. */
  replaces: v.array(count),
  state: v.picklist(runStates),
  /** Why it failed: exploded gradients are a result, too. */
  error: v.nullable(wireErrorSchema),
  parameters: count,
  step: count,
  totalSteps: count,
  curves,
  /** Share of the test digits read correctly, by the order they were read in; the recipe's own order first; null where no digit has an answer. */
  testAccuracy: v.array(v.object({ order: modelConfigFields.order, accuracy: v.nullable(share) })),
  /** Over the first 128 test digits, after the last step; null before. */
  gradientFlow: v.nullable(gradientFlow),
  /** Training alone. */
  seconds: finite,
});

export type ComparedRun = Of<typeof comparedRun>;

const comparison = v.object({
  /** In the order in which they were queued. */
  runs: v.array(comparedRun),
  /** How many runs a newer Gatescope wrote: they stay where they are. */
  newer: count,
  /** Whether the queue is being processed. */
  running: v.boolean(),
});

export type Comparison = Of<typeof comparison>;

const runId = whole(0, 2 ** 31);

export const comparisonRequests = {
  getComparison: { params: nothing, result: comparison },
  /** Queues runs and starts on them. */
  compare: {
    params: v.union([
      v.strictObject({ experiment: experimentSchema }),
      v.strictObject({
        runs: v.pipe(v.array(runOrderSchema), v.minLength(1), v.maxLength(limits.maxRunsQueuedAtOnce)),
      }),
    ]),
    result: nothing,
  },
  /** Stops the active run, and drops queued ones. */
  stopComparison: { params: nothing, result: nothing },
  renameRun: { params: v.strictObject({ id: runId, name: nameSchema }), result: nothing },
  /** Removes runs; an active one is stopped first. */
  removeRuns: {
    params: v.strictObject({ ids: v.pipe(v.array(runId), v.maxLength(limits.maxRunsRemovedAtOnce)) }),
    result: nothing,
  },
  /** How the network of a completed run reads a digit. */
  traceRun: { params: v.strictObject({ id: runId, source: digitSource }), result: trace },
};

export const comparisonEvents = {
  comparison,
};
