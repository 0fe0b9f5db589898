/** What a client may ask: one schema per request, checked before anything acts on it. */

import * as v from 'valibot';
import type { Ablation } from '../../protocol/ablation.ts';
import type { RequestName, Requests } from '../../protocol/api.ts';
import type { RunOrder } from '../../domain/experiments/experiment.ts';
import type { DigitSource } from '../../protocol/trace.ts';
import { usualPaceMs } from './audience.ts';
import { readingOrders } from '../../domain/recipe/reading.ts';
import { pixelCount, rows } from '../../domain/sequence.ts';
import { exportFormats } from '../files/exports.ts';
import { experimentSchema } from '../../domain/experiments/experiment.ts';
import { limits } from '../../domain/recipe/config.ts';
import { recipeSchema } from '../../domain/recipe/recipe-schema.ts';
import { nameSchema } from '../../domain/name-schema.ts';
import { mostImages } from '../../domain/limits.ts';
import { dataSetRequestSchemas } from '../own-data/request-schemas.ts';
import { personalRequestSchemas } from '../personal/request-schemas.ts';

function whole(low: number, high: number) {
  return v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high));
}

/** Milliseconds: from the pace that a client has without asking. */
const paceLimits = [usualPaceMs, 60_000] as const;

const testIndex = whole(0, mostImages - 1);

// Bytes may arrive as a Buffer; what is kept is a plain copy of exactly these.
const pixelsSchema = v.pipe(
  v.instance(Uint8Array),
  v.check(({ length }) => length === pixelCount, `Expected ${pixelCount} pixels.`),
  v.transform((bytes) => Uint8Array.from(bytes)),
);

const sourceSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('test'), index: testIndex }),
  v.strictObject({ kind: v.literal('drawing'), pixels: pixelsSchema }),
]) satisfies v.GenericSchema<unknown, DigitSource>;

const ablationSchema = v.strictObject({
  layer: whole(0, 2),
  clamp: v.nullable(
    v.strictObject({
      gate: v.picklist(['forgetGate', 'inputGate', 'outputGate', 'updateGate', 'resetGate']),
      at: v.picklist([0, 1]),
    }),
  ),
  silenced: v.pipe(v.array(whole(0, limits.units[1] - 1)), v.maxLength(limits.units[1])),
  forgetBias: v.pipe(v.number(), v.minValue(-10), v.maxValue(10)),
}) satisfies v.GenericSchema<unknown, Ablation>;

const runId = whole(0, 2 ** 31);

const runSchema = v.strictObject({
  name: nameSchema,
  recipe: recipeSchema,
  digits: whole(128, mostImages),
}) satisfies v.GenericSchema<unknown, RunOrder>;

const largestQueue = 12;

/** Half of what the browser host's socket takes at a time. */
const largestPiece = 2 ** 19;

const seed = whole(...limits.seed);

const stepCount = whole(0, Number.MAX_SAFE_INTEGER);

const pastReading = {
  session: stepCount,
  source: sourceSchema,
  order: v.optional(v.picklist(readingOrders)),
};

/** A client that asks without parameters sends `undefined`, which msgpack may turn into null. */
const nothing = v.pipe(
  v.nullish(v.undefined()),
  v.transform(() => undefined),
);

/** Part of a file's name: nothing that leads out of its folder. */
const savedRunId = v.pipe(v.string(), v.regex(/^[0-9a-z-]{1,40}$/));

export const requestSchemas = {
  getStatus: nothing,
  getHistory: nothing,
  train: nothing,
  pause: nothing,
  step: nothing,
  trainEpoch: nothing,
  setSlowMotion: v.strictObject({ on: v.boolean() }),
  restart: v.strictObject({ recipe: recipeSchema, isTrial: v.optional(v.boolean()) }),
  undoRestart: nothing,
  evaluate: nothing,
  getTestDigit: v.strictObject({ index: testIndex }),
  setPace: v.strictObject({ everyMs: whole(...paceLimits) }),
  pin: v.strictObject({
    source: v.nullable(sourceSchema),
    order: v.optional(v.picklist(readingOrders)),
    ablation: v.optional(ablationSchema),
    saliency: v.optional(v.boolean()),
  }),
  evaluateAblation: v.strictObject({ ablation: ablationSchema }),
  cancelAblation: nothing,
  getTrajectories: nothing,
  indexTrajectories: nothing,
  cancelTrajectories: nothing,
  findNeighbours: v.strictObject({
    source: sourceSchema,
    order: v.optional(v.picklist(readingOrders)),
    until: whole(0, pixelCount - 1),
    count: whole(1, 24),
  }),
  getTestDigits: v.strictObject({ first: testIndex, count: whole(1, 1_000) }),
  getAnswers: nothing,
  cancelAnswers: nothing,
  setLearningRate: v.strictObject({
    learningRate: v.pipe(v.number(), v.minValue(limits.learningRate[0]), v.maxValue(limits.learningRate[1])),
  }),
  getGradientFlow: v.strictObject({ source: v.nullable(sourceSchema) }),
  getWeights: nothing,
  getComparison: nothing,
  compare: v.union([
    v.strictObject({ experiment: experimentSchema }),
    v.strictObject({ runs: v.pipe(v.array(runSchema), v.minLength(1), v.maxLength(largestQueue)) }),
  ]),
  stopComparison: nothing,
  renameRun: v.strictObject({ id: runId, name: nameSchema }),
  removeRuns: v.strictObject({ ids: v.pipe(v.array(runId), v.maxLength(1000)) }),
  traceRun: v.strictObject({ id: runId, source: sourceSchema }),
  getGenerator: nothing,
  trainGenerator: v.strictObject({
    units: whole(...limits.units),
    epochs: whole(...limits.epochs),
    truncation: whole(0, rows),
    seed,
  }),
  stopGenerator: nothing,
  restoreGenerator: nothing,
  bringBackGenerator: nothing,
  complete: v.strictObject({
    pixels: pixelsSchema,
    givenRows: whole(0, rows),
    count: whole(1, 16),
    temperature: v.pipe(v.number(), v.minValue(0), v.maxValue(2)),
    seed,
  }),
  getSavedRuns: nothing,
  resumeRun: v.strictObject({ id: savedRunId }),
  getNewerRuns: nothing,
  renameSavedRun: v.strictObject({ id: savedRunId, name: v.nullable(nameSchema) }),
  removeSavedRun: v.strictObject({ id: savedRunId }),
  getTimeline: nothing,
  traceAt: v.strictObject({
    ...pastReading,
    step: stepCount,
    ablation: v.optional(ablationSchema),
    saliency: v.optional(v.boolean()),
  }),
  readingThroughTime: v.strictObject({ ...pastReading, after: v.pipe(v.number(), v.integer(), v.minValue(-1)) }),
  ...personalRequestSchemas,
  ...dataSetRequestSchemas,
  upload: v.strictObject({
    at: whole(0, Number.MAX_SAFE_INTEGER),
    bytes: v.pipe(
      v.instance(Uint8Array),
      v.check(({ length }) => length <= largestPiece, `Expected at most ${largestPiece} bytes.`),
      v.transform((bytes) => Uint8Array.from(bytes)),
    ),
  }),
  openModel: v.strictObject({ name: v.pipe(v.string(), v.minLength(1), v.maxLength(255)) }),
  trainOn: nothing,
  exportModel: v.strictObject({ format: v.picklist(exportFormats), run: v.nullable(savedRunId) }),
} satisfies { [Name in RequestName]: v.GenericSchema<unknown, Requests[Name]['params']> };

/** A birpc message: a request (`q`) or the answer to one of ours (`s`). */
export const envelopeSchema = v.variant('t', [
  v.looseObject({
    t: v.literal('q'),
    i: v.optional(v.pipe(v.string(), v.maxLength(64))),
    m: v.pipe(v.string(), v.maxLength(64)),
    a: v.pipe(v.array(v.unknown()), v.maxLength(1)),
  }),
  v.looseObject({ t: v.literal('s'), i: v.pipe(v.string(), v.maxLength(64)) }),
]);
