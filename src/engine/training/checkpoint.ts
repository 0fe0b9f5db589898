/**
 * A run as bytes and back: everything needed to resume. Numbers are stored as in memory, so that resumed training
 * equals uninterrupted training bit for bit (on the same kernels and number of threads).
 */

import * as v from 'valibot';
import { count } from '../../protocol/values.ts';
import { epochRecord, type History, historyMark, type RunStatus } from '../../protocol/run.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import { dataSetSchema } from '../../domain/data-set.ts';
import { infoOf, mnistInfo } from '../data/data-set.ts';
import { columnsOf, metricsSchema, metricsToName, stepsFrom } from '../history/step-columns.ts';
import { buildNameOf } from '../../domain/kernel-builds.ts';
import { type OptimizerState } from '../kernels/threads/jobs.ts';
import { epsilonPlaces } from '../../domain/recipe/epsilon-place.ts';
import { modelConfigOf, sizeOfShape, weightShapes } from '../../domain/recipe/config.ts';
import type { Weight } from '../models/network.ts';
import { storedRecipeSchema } from '../../domain/recipe/recipe-schema.ts';
import { stampEntries, stampOf, type Versions } from '../../domain/migrate.ts';
import { nameSchema } from '../../domain/name-schema.ts';
import { framed, readNumbers, requireNumbers } from './framed.ts';
import { type KeptTimeline, timelineSchema } from '../timeline/kept-timeline.ts';
import type { TrainerState } from './trainer.ts';

export type Checkpoint = {
  readonly recipe: Recipe;
  readonly trainer: TrainerState;
  readonly runner: RunnerState;
  /** In the order and shapes of `weightShapes`. */
  readonly weights: readonly Weight[];
  readonly optimizer: OptimizerState;
  /** All steps done. */
  readonly history: History;
  /** Number of training digits; another number makes the same recipe a different run. */
  readonly digits: number;
  /** Its data set; MNIST if an older version left it out. */
  readonly data: DataSetInfo;
  /** Kernel build and thread count, which determine the last bits. */
  readonly kernels: string;
  readonly threads: number;
  /** ISO date and time. */
  readonly saved: string;
  /** File name of the initial weights, if they did not come from the seed. */
  readonly begunFrom?: string | undefined;
  /** Given by a person. */
  readonly name?: string | undefined;
  /** The moments stored beside it; absent if saved by an older version. */
  readonly timeline?: KeptTimeline | undefined;
};

/** A runner's state beyond its trainer's. */
export type RunnerState = {
  /** Step at which the recipe is done. */
  readonly goal: number;
  readonly stoppedBy: RunStatus['stoppedBy'];
  /** Training time so far in the current epoch. */
  readonly epochSeconds: number;
};

const runSchema = v.object({
  recipe: storedRecipeSchema,
  trainer: v.object({
    step: count,
    rate: v.object({ cycle: count, scale: v.pipe(v.number(), v.gtValue(0)) }),
    // Defaults are what older versions did.
    epsilonPlace: v.optional(v.picklist(epsilonPlaces), 'withinRoot'),
  }),
  runner: v.object({
    goal: count,
    stoppedBy: v.nullable(v.picklist(['targetAccuracy', 'patience'])),
    epochSeconds: v.pipe(v.number(), v.minValue(0)),
  }),
  optimizerStep: count,
  metrics: metricsSchema,
  epochs: v.array(epochRecord),
  marks: v.array(historyMark),
  digits: count,
  data: v.optional(dataSetSchema, () => infoOf(mnistInfo)),
  kernels: v.pipe(v.string(), v.transform(buildNameOf)),
  threads: count,
  saved: v.string(),
  begunFrom: v.optional(v.string()),
  name: v.optional(nameSchema),
  timeline: v.optional(timelineSchema),
});

export const checkpointVersions = { format: 'gatescope-checkpoint', ups: [] } as const satisfies Versions;

export const checkpointSchema = v.object({ ...stampEntries(checkpointVersions), run: runSchema });

/** Layout after the description: weights, optimizer moments, history columns. */
export function encodeCheckpoint({
  trainer,
  runner,
  weights,
  optimizer,
  history,
  timeline,
  ...about
}: Checkpoint): Uint8Array {
  const events = { epochs: [...history.epochs], marks: [...history.marks] };
  const data = { ...about.data, classNames: [...about.data.classNames] };
  const past = timeline && { ...timeline, moments: [...timeline.moments] };
  const run = {
    ...about,
    data,
    ...events,
    trainer,
    runner,
    optimizerStep: optimizer.step,
    metrics: metricsToName(),
    timeline: past,
  };
  const described: v.InferInput<typeof checkpointSchema> = { ...stampOf(checkpointVersions), run };
  return framed(described, [
    ...weights.map(({ values }) => values),
    ...optimizer.moments.flat(),
    ...columnsOf(history.steps),
  ]);
}

/** The description of a checkpoint. */
export type DescribedRun = v.InferOutput<typeof runSchema>;

/** @param bytes from {@link encodeCheckpoint}, matching `described` @throws UnusableCheckpoint otherwise */
export function decodeCheckpoint(bytes: Uint8Array, described: DescribedRun): Checkpoint {
  const { optimizerStep, metrics, epochs, marks, ...about } = described;
  const shapes = weightShapes(modelConfigOf(about.recipe));
  const steps = about.trainer.step;
  const sizes = shapes.map(({ shape }) => sizeOfShape(shape));
  const arrays = readNumbers(bytes, [...sizes, ...sizes, ...sizes, ...metrics.map(() => steps)]);
  const take = (number: number) => arrays.splice(0, number);
  const weights = take(shapes.length).map((values, index) => ({ ...shapes[index], values }));
  requireNumbers(weights);
  const moments = [take(shapes.length), take(shapes.length)];
  const history = { steps: stepsFrom(metrics, arrays), epochs, marks };
  return { ...about, weights, optimizer: { step: optimizerStep, moments }, history };
}
