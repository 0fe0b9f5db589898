/** The run shown: its engine, network and recipe, progress, and records. */

import * as v from 'valibot';
import { dataSetSchema } from '../domain/data-set.ts';
import { wireErrorSchema } from '../domain/errors.ts';
import { settingRanges } from '../domain/recipe/config.ts';
import { modelConfigFields, originSchema, recipeSchema } from '../domain/recipe/recipe-schema.ts';
import { limits } from '../domain/limits/limits.ts';
import { ablation } from './ablation.ts';
import { stepColumns } from './step-metrics.ts';
import { confusion, count, finite, nothing, type Of, share, whole } from './values.ts';

/**
 * `finished`: all epochs of the recipe are done, or a stop rule was met (`RunStatus.stoppedBy`). `train` then goes on: with a new
 * cycle of the same recipe, or after a stop rule with the rest of this one.
 */
const phase = v.picklist(['idle', 'training', 'paused', 'finished']);

export type Phase = v.InferOutput<typeof phase>;

const runStatus = v.object({
  phase,
  /** Optimizer steps done. */
  step: count,
  stepsPerEpoch: count,
  /** Steps at which the recipe is done. */
  totalSteps: count,
  /** Training digits per second over the last steps; 0 before the first. */
  samplesPerSecond: finite,
  learningRate: finite,
  /** Why the last run ended before its recipe was done, else null. */
  stoppedBy: v.nullable(v.picklist(['targetAccuracy', 'patience'])),
  /** Whether training rests after each step, so that a person can follow. */
  slowMotion: v.boolean(),
  /** Test digits done of a running evaluation, else null. */
  evaluating: v.nullable(v.object({ done: count, total: count })),
});

export type RunStatus = Of<typeof runStatus>;

const modelStatus = v.object({
  ...modelConfigFields,
  origin: originSchema,
  /** Number of weights. */
  parameters: count,
  /** Share of the test images read correctly, 0 to 1; null until these weights are measured. */
  testAccuracy: v.nullable(share),
  /** Of the file that a person opened, while its network is shown or trained further; else null. */
  fileName: v.nullable(v.string()),
});

export type ModelStatus = Of<typeof modelStatus>;

/** Which images the present network learns and is measured on. `failed` carries the sentence that says what is wrong and what to do. */
const dataStatus = v.variant('state', [
  v.object({ state: v.literal('ready'), trainCount: count, testCount: count, ...dataSetSchema.entries }),
  v.object({ state: v.literal('failed'), error: wireErrorSchema }),
]);

/** What computes, for the About panel. */
const backendStatus = v.object({
  /** The build of the kernels, e.g. `relaxed-6x4`; and whether V8 pairs their vectors, which is faster and gives the same digits. */
  kernels: v.string(),
  paired: v.boolean(),
  /** Threads that a large batch is shared by. */
  threads: count,
  /** Why only one thread computes, where more should, else null. */
  fallbackReason: v.nullable(v.string()),
  tfjsVersion: v.string(),
  /** The runtime, e.g. `Node 20.20.2` or `Electron 45.5.0`. */
  runtime: v.string(),
});

export type BackendStatus = Of<typeof backendStatus>;

/** The engine's complete status; sent on request and whenever anything in it but `run` changes. */
const engineStatus = v.object({
  /** Identifies this engine, so that a client notices a successor, which lacks this one's memory. */
  engine: v.string(),
  backend: backendStatus,
  data: dataStatus,
  model: modelStatus,
  /** The recipe of the current run, or of the next one while `model.origin` is `pretrained`, `fineTuned` or `opened`. */
  recipe: recipeSchema,
  run: runStatus,
  /** Names the present run among the saved ones, where it is saved; null: no run is saved anywhere. */
  runId: v.nullable(v.string()),
  /** Numbers the networks shown: a new number means another network and history. */
  session: count,
  /** The session that `undoRestart` would bring back, or null. */
  formerSession: v.nullable(count),
});

export type EngineStatus = Of<typeof engineStatus>;

/** Default milliseconds between two updates: each makes a window paint, which competes for the cores. */
export const usualPaceMs = 1000 / 10;

/** Written after each epoch, and for each evaluation asked for on the way. */
export const epochRecord = v.object({
  /** Epochs done, fractional for an evaluation in the middle of one. */
  epoch: finite,
  step: count,
  /** Means over the epoch's training steps; null for an evaluation in the middle of an epoch. */
  trainLoss: v.nullable(finite),
  trainAccuracy: v.nullable(share),
  /** Null where it is no number: an exploded network is unsure beyond all bounds. */
  testLoss: v.nullable(finite),
  /** Null where no digit has an answer: the numbers are beyond all bounds. */
  testAccuracy: v.nullable(share),
  /** Time spent training in this epoch, evaluation left out; null as above. */
  seconds: v.nullable(finite),
});

export type EpochRecord = Of<typeof epochRecord>;

/** Something a person did to the run after `step` steps, to be marked on its charts. */
export const historyMark = v.object({ step: count, kind: v.literal('learningRate'), from: finite, to: finite });

export type HistoryMark = Of<typeof historyMark>;

const history = v.object({ steps: stepColumns, epochs: v.array(epochRecord), marks: v.array(historyMark) });

export type History = Of<typeof history>;

const evaluation = v.object({
  /** Share of the test digits read correctly, 0 to 1; null where none has an answer. */
  accuracy: v.nullable(share),
  /** Mean cross-entropy in nats; null where it is no number, as an exploded network's. */
  loss: v.nullable(finite),
  /** Expected calibration error, 0 to 1: how far the probability of an answer is from how often such answers are right; or null. */
  calibrationError: v.nullable(share),
  /** Row: true class, column: answer. */
  confusion,
});

export type Evaluation = Of<typeof evaluation>;

export const runRequests = {
  /** The complete status, for a client that has just connected. */
  getStatus: { params: nothing, result: engineStatus },
  getHistory: { params: nothing, result: history },
  /** Trains until the recipe is done or `pause`. Starts a fresh network first where the pretrained one is shown. */
  train: { params: nothing, result: nothing },
  /** Ends training after the current step, and cancels an evaluation. Answers when both have stopped. */
  pause: { params: nothing, result: nothing },
  /** One optimizer step, then paused; answers after the step. */
  step: { params: nothing, result: nothing },
  /** Trains to the end of the current epoch, evaluates, then paused. Answers when it has started. */
  trainEpoch: { params: nothing, result: nothing },
  /** Lets training rest after each step, or not; also while it runs. */
  setSlowMotion: { params: v.strictObject({ on: v.boolean() }), result: nothing },
  /** Stops whatever runs and sets up a fresh, untrained network of this recipe. `isTrial`: for a lesson, only to pass by. */
  restart: {
    params: v.strictObject({ recipe: recipeSchema, isTrial: v.optional(v.boolean()) }),
    result: nothing,
  },
  /** Brings back the network and history that a restart or the first training step took away. False: there is none. */
  undoRestart: { params: nothing, result: v.boolean() },
  /** Reads all test digits with the present weights; null when cancelled by `pause` or outrun by new weights. */
  evaluate: { params: nothing, result: v.nullable(evaluation) },
  /** Limits `run`, `steps` and `trace` events for this client to one in so many milliseconds: a hundred by default. */
  setPace: { params: v.strictObject({ everyMs: whole(usualPaceMs, limits.maxPaceMs) }), result: nothing },
  /** Reads all test digits with the present network and this ablation; null when cancelled by `cancelAblation`. */
  evaluateAblation: { params: v.strictObject({ ablation }), result: v.nullable(evaluation) },
  /** Ends `evaluateAblation`, also where it waits for its turn. */
  cancelAblation: { params: nothing, result: nothing },
  /** Multiplies the rest of the schedule so that the next step takes this learning rate; also while training runs. */
  setLearningRate: {
    params: v.strictObject({
      learningRate: v.pipe(
        v.number(),
        v.minValue(settingRanges.learningRate[0]),
        v.maxValue(settingRanges.learningRate[1]),
      ),
    }),
    result: nothing,
  },
};

export const runEvents = {
  status: engineStatus,
  run: runStatus,
  /** The steps since the last such event, while training runs; no more often than `setPace` says. */
  steps: stepColumns,
  epoch: epochRecord,
  mark: historyMark,
  /** Something failed that no request was waiting for. */
  failure: wireErrorSchema,
};
