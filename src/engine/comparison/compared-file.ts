/** Encodes a finished run of a comparison: figures, curves and, where it completed, its network. */

import * as v from 'valibot';
import { count, share } from '../../protocol/values.ts';
import { type ComparedRun, curveMetrics } from '../../protocol/comparison.ts';
import { wireErrorSchema } from '../../domain/errors.ts';
import { dataSetSchema } from '../../domain/data-set.ts';
import { readingOrders } from '../../domain/recipe/reading.ts';
import { experimentSchema } from '../../domain/experiments/experiment.ts';
import { firstIssue } from '../../domain/first-issue.ts';
import { modelConfigOf, sizeOfShape, weightShapes } from '../../domain/recipe/config.ts';
import type { Weight } from '../models/network.ts';
import { storedRecipeSchema } from '../../domain/recipe/recipe-schema.ts';
import { isNewer, migrate, stampEntries, stampOf, type Stored, type Versions } from '../../domain/migrate.ts';
import { nameSchema } from '../../domain/name-schema.ts';
import { limits } from '../../domain/limits/limits.ts';
import {
  framed,
  NewerCheckpoint,
  readFrame,
  readNumbers,
  requireNumbers,
  UnusableCheckpoint,
} from '../training/framed.ts';

export type StoredRun = Omit<ComparedRun, 'id' | 'replaces' | 'parameters'> & {
  /** Milliseconds since 1970; runs are sorted by this. */
  readonly queued: number;
  /** null if the run did not complete. */
  readonly weights: readonly Weight[] | null;
};

const runSchema = v.object({
  queued: v.number(),
  name: nameSchema,
  recipe: storedRecipeSchema,
  digits: count,
  dataSet: dataSetSchema,
  experiment: v.nullable(experimentSchema),
  state: v.picklist(['done', 'stopped', 'failed']),
  error: v.nullable(wireErrorSchema),
  step: count,
  totalSteps: count,
  seconds: v.pipe(v.number(), v.minValue(0)),
  /** Names of the curves, whose values follow the description in this order. */
  metrics: v.pipe(v.array(v.string()), v.maxLength(limits.maxStepMetrics)),
  /** Steps of the curve points. */
  points: v.pipe(v.array(count), v.maxLength(limits.maxCurvePoints)),
  testAccuracy: v.array(v.object({ order: v.picklist(readingOrders), accuracy: v.nullable(share) })),
  gradientFlow: v.nullable(
    v.object({
      ...{ steps: count, firstStep: count, layers: count, truncation: count, step: count },
      stretch: v.nullable(v.number()),
      hasJacobian: v.boolean(),
    }),
  ),
});

const versions = { format: 'gatescope-compared', ups: [nameMetrics] } as const satisfies Versions;

/** The first version had three curves, without their names. */
function nameMetrics({ run, ...stored }: Stored): Stored {
  return { ...stored, run: { ...(run as Stored), metrics: ['loss', 'accuracy', 'gradientNorm'] } };
}

const schema = v.object({
  ...stampEntries(versions),
  run: v.pipe(
    runSchema,
    v.check(
      ({ state, gradientFlow, testAccuracy }) =>
        (state === 'done') === (gradientFlow !== null && testAccuracy.length > 0),
    ),
  ),
});

/** Layout after the description: curves, gradient flow, weights. */
export function encodeRun({ weights, curves, gradientFlow, ...about }: StoredRun): Uint8Array {
  const { lossGradient, stateJacobian, ...flow } = gradientFlow ?? {};
  const run = {
    ...about,
    metrics: [...curveMetrics],
    points: [...curves.step],
    gradientFlow: gradientFlow && { ...flow, hasJacobian: gradientFlow.stateJacobian.length > 0 },
  };
  return framed({ ...stampOf(versions), run }, [
    ...curveMetrics.map((name) => curves[name]),
    ...(lossGradient && stateJacobian ? [lossGradient, stateJacobian] : []),
    ...(weights ?? []).map(({ values }) => values),
  ]);
}

/** @throws UnusableCheckpoint unless `bytes` came from {@link encodeRun}, NewerCheckpoint if a newer version wrote them */
export function decodeRun(bytes: Uint8Array): StoredRun {
  const described = readFrame(bytes);
  if (isNewer(versions, described)) throw new NewerCheckpoint();
  const parsed = v.safeParse(schema, migrate(versions, described), firstIssue);
  if (!parsed.success) throw new UnusableCheckpoint('Gatescope did not write it');
  const { metrics, points, gradientFlow, ...about } = parsed.output.run;
  const shapes = gradientFlow ? weightShapes(modelConfigOf(about.recipe)) : [];
  const arrays = readNumbers(bytes, [
    ...metrics.map(() => points.length),
    ...(gradientFlow ? lengthsOf(gradientFlow) : []),
    ...shapes.map(({ shape }) => sizeOfShape(shape)),
  ]);
  const stored = arrays.slice(0, metrics.length);
  const others = arrays.slice(metrics.length);
  const curves = { step: Uint32Array.from(points), ...curvesFrom(metrics, stored, points.length) };
  if (!gradientFlow) return { ...about, curves, gradientFlow: null, weights: null };
  const [lossGradient, stateJacobian, ...values] = others;
  const weights = values.map((numbers, index) => ({ ...shapes[index], values: numbers }));
  requireNumbers(weights);
  const { steps, firstStep, layers, truncation, step, stretch } = gradientFlow;
  const flow = { steps, firstStep, layers, truncation, step, stretch, lossGradient, stateJacobian };
  return { ...about, curves, gradientFlow: flow, weights };
}

/** NaN where a version did not record them. */
function curvesFrom(metrics: readonly string[], arrays: readonly Float32Array[], length: number) {
  const curveOf = (name: (typeof curveMetrics)[number]) =>
    arrays[metrics.indexOf(name)] ?? new Float32Array(length).fill(NaN);
  return Object.fromEntries(curveMetrics.map((name) => [name, curveOf(name)])) as Record<
    (typeof curveMetrics)[number],
    Float32Array
  >;
}

function lengthsOf({ layers, steps, hasJacobian }: { layers: number; steps: number; hasJacobian: boolean }) {
  return [layers * steps, hasJacobian ? layers * steps : 0];
}
