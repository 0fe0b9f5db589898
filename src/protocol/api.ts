/**
 * The wire protocol between an engine and its clients, as two name→type maps: {@link Requests} that a client asks and the
 * engine answers, and {@link Events} that the engine tells. Types only: these files import nothing but each other and do nothing.
 *
 * Numbers travel as typed arrays, row-major. A matrix documented as [rows × units] holds row t, unit u at `t * units + u`.
 */

import type { Ablation } from './ablation.ts';
import type { TestAnswers, TestDigits } from './answers.ts';
import type { Comparison } from './comparison.ts';
import type { ExperimentName } from '../domain/experiments/experiment.ts';
import type { RunOrder } from '../domain/experiments/experiment.ts';
import type { DataSetRequests } from './data-sets.ts';
import type { DataSetInfo } from '../domain/data-set.ts';
import type { ErrorKind } from '../domain/error-kinds.ts';
import type { Completion, CompletionOrder, GeneratorStatus } from './generator.ts';
import type { WeightsView } from './inspection.ts';
import type { PersonalRequests, PersonalStatus } from './personal.ts';
import type { ModelFileRequests } from './model-files.ts';
import type { NeighbourQuery, Neighbours, TrajectoryStatus } from './neighbours.ts';
import type { ModelConfig, ModelOrigin, ReadingOrder, Recipe } from '../domain/recipe/recipe.ts';
import type { SavedRunRequests } from './saved-runs.ts';
import type { Timeline, TimelineRequests } from './timeline.ts';
import type { Digit, DigitSource, GradientFlow, Trace } from './trace.ts';

/**
 * `finished`: all epochs of the recipe are done, or a stop rule was met (`RunStatus.stoppedBy`). `train` then goes on: with a new
 * cycle of the same recipe, or after a stop rule with the rest of this one.
 */
export type Phase = 'idle' | 'training' | 'paused' | 'finished';

export type RunStatus = {
  readonly phase: Phase;
  /** Optimizer steps done. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** Steps at which the recipe is done. */
  readonly totalSteps: number;
  /** Training digits per second over the last steps; 0 before the first. */
  readonly samplesPerSecond: number;
  readonly learningRate: number;
  /** Why the last run ended before its recipe was done, else null. */
  readonly stoppedBy: 'targetAccuracy' | 'patience' | null;
  /** Whether training rests after each step, so that a person can watch what it did. */
  readonly slowMotion: boolean;
  /** Test digits done of a running evaluation, else null. */
  readonly evaluating: { readonly done: number; readonly total: number } | null;
};

export type ModelStatus = ModelConfig & {
  readonly origin: ModelOrigin;
  /** Number of weights. */
  readonly parameters: number;
  /** Share of the test images read correctly, 0 to 1; null while nobody has measured these very weights. */
  readonly testAccuracy: number | null;
  /** Of the file that a person opened, while its network is shown or trained further; else null. */
  readonly fileName: string | null;
};

/** Which images the present network learns and is measured on. `failed` carries the sentence that says what is wrong and what to do. */
export type DataStatus =
  | ({ readonly state: 'ready'; readonly trainCount: number; readonly testCount: number } & DataSetInfo)
  | { readonly state: 'failed'; readonly error: WireError };

/** What computes, for the About panel. */
export type BackendStatus = {
  /** The build of the kernels, e.g. `relaxed-6x4`; and whether V8 pairs their vectors, which is faster and gives the same digits. */
  readonly kernels: string;
  readonly paired: boolean;
  /** Threads that a large batch is shared by. */
  readonly threads: number;
  /** Why only one thread computes, where more should, else null. */
  readonly fallbackReason: string | null;
  readonly tfjsVersion: string;
  /** The runtime, e.g. `Node 20.20.2` or `Electron 45.5.0`. */
  readonly runtime: string;
};

/** A whole picture of the engine; sent on request and whenever something in it but `run` changes. */
export type EngineStatus = {
  /** Tells this engine from one that takes its place, which knows nothing of what this one had in its memory. */
  readonly engine: string;
  readonly backend: BackendStatus;
  readonly data: DataStatus;
  readonly model: ModelStatus;
  /** The recipe of the current run, or of the next one while `model.origin` is `pretrained`, `fineTuned` or `opened`. */
  readonly recipe: Recipe;
  readonly run: RunStatus;
  /** Names the present run among the saved ones, where it is saved; null: no run is saved anywhere. */
  readonly runId: string | null;
  /** Numbers the networks that have been shown: another number, another network and history. */
  readonly session: number;
  /** The session that `undoRestart` would bring back, or null. */
  readonly formerSession: number | null;
};

/** One record per optimizer step, as columns of equal length; `firstStep` is the step number (from 1) of index 0. */
export type StepColumns = {
  readonly firstStep: number;
  /** Mean cross-entropy of the step's batch, in nats. */
  readonly loss: Float32Array;
  /** Share of the batch read correctly before the update, 0 to 1. */
  readonly accuracy: Float32Array;
  readonly learningRate: Float32Array;
  /** Global gradient norm before clipping. */
  readonly gradientNorm: Float32Array;
};

/** Written after each epoch, and for each evaluation asked for on the way. */
export type EpochRecord = {
  /** Epochs done, fractional for an evaluation in the middle of one. */
  readonly epoch: number;
  readonly step: number;
  /** Means over the epoch's training steps; null for an evaluation in the middle of an epoch. */
  readonly trainLoss: number | null;
  readonly trainAccuracy: number | null;
  /** Null where it is no number: an exploded network is unsure beyond all bounds. */
  readonly testLoss: number | null;
  /** Null where no digit has an answer: the numbers are beyond all bounds. */
  readonly testAccuracy: number | null;
  /** Time spent training in this epoch, evaluation left out; null as above. */
  readonly seconds: number | null;
};

/** Something a person did to the run, to be marked on its charts. */
export type HistoryMark = {
  /** Steps done before it. */
  readonly step: number;
  readonly kind: 'learningRate';
  readonly from: number;
  readonly to: number;
};

export type History = {
  readonly steps: StepColumns;
  readonly epochs: readonly EpochRecord[];
  readonly marks: readonly HistoryMark[];
};

export type Evaluation = {
  /** Share of the test digits read correctly, 0 to 1; null where none has an answer. */
  readonly accuracy: number | null;
  /** Mean cross-entropy in nats; null where it is no number, as an exploded network's. */
  readonly loss: number | null;
  /** Expected calibration error, 0 to 1: how far the probability of an answer is from how often such answers are right; or null. */
  readonly calibrationError: number | null;
  /** [classes × classes] counts; row: true class, column: answer. */
  readonly confusion: Uint32Array;
};

/** How an error crosses a port. */
export type WireError = {
  readonly kind: ErrorKind;
  /** One English sentence: what is wrong, what to do. */
  readonly message: string;
  readonly details: Readonly<Record<string, string | number>>;
  readonly stack: string;
};

/** name → what a client sends (`params`) and gets back (`result`). */
export type Requests = {
  /** The whole picture, for a client that has just connected. */
  getStatus: { params: undefined; result: EngineStatus };
  getHistory: { params: undefined; result: History };
  /** Trains until the recipe is done or `pause`. Starts a fresh network first where the pretrained one is shown. */
  train: { params: undefined; result: undefined };
  /** Ends training after the current step, and cancels an evaluation. Answers when both have stopped. */
  pause: { params: undefined; result: undefined };
  /** One optimizer step, then paused; answers after the step. */
  step: { params: undefined; result: undefined };
  /** Trains to the end of the current epoch, evaluates, then paused. Answers when it has started. */
  trainEpoch: { params: undefined; result: undefined };
  /** Lets training rest after each step, or not; also while it runs. */
  setSlowMotion: { params: { readonly on: boolean }; result: undefined };
  /** Stops whatever runs and sets up a fresh, untrained network of this recipe. `isTrial`: for a lesson, only to pass by. */
  restart: { params: { readonly recipe: Recipe; readonly isTrial?: boolean | undefined }; result: undefined };
  /** Brings back the network and history that a restart or the first training step took away. False: there is none. */
  undoRestart: { params: undefined; result: boolean };
  /** Reads all test digits with the present weights; null when cancelled by `pause` or outrun by new weights. */
  evaluate: { params: undefined; result: Evaluation | null };
  getTestDigit: { params: { readonly index: number }; result: Digit };
  /** Several digits of the test set, fewer where it ends. */
  getTestDigits: { params: { readonly first: number; readonly count: number }; result: TestDigits };
  /** What the present weights make of every test digit (`RunStatus.evaluating` tells how far); null when it was cancelled. */
  getAnswers: { params: undefined; result: TestAnswers | null };
  /** Ends `getAnswers`, also where it waits for its turn; training goes on. */
  cancelAnswers: { params: undefined; result: undefined };
  /** From now on this client is told `run`, `steps` and `trace` at most once in so many milliseconds: a hundred until it asks. */
  setPace: { params: { readonly everyMs: number }; result: undefined };
  /**
   * Pins this client's score to a digit (null: to none): answers with its trace; `trace` events follow as weights change.
   * `order`: read in another order of as many steps, instead of the network's own. `ablation`: read by the network altered so,
   * as long as it can be. `saliency`: with what decided.
   */
  pin: {
    params: {
      readonly source: DigitSource | null;
      readonly order?: ReadingOrder | undefined;
      readonly ablation?: Ablation | undefined;
      readonly saliency?: boolean | undefined;
    };
    result: Trace | null;
  };
  /** Reads all test digits with the present network altered so; null when cancelled by `cancelAblation`. */
  evaluateAblation: { params: { readonly ablation: Ablation }; result: Evaluation | null };
  /** Ends `evaluateAblation`, also where it waits for its turn. */
  cancelAblation: { params: undefined; result: undefined };
  getTrajectories: { params: undefined; result: TrajectoryStatus };
  /** Makes the index that `findNeighbours` searches, beside training; it is gone with the network. False: cancelled. */
  indexTrajectories: { params: undefined; result: boolean };
  cancelTrajectories: { params: undefined; result: undefined };
  /** The test digits read most alike, by the weights of the index; null where there is none. */
  findNeighbours: { params: NeighbourQuery; result: Neighbours | null };
  /** Multiplies the rest of the schedule so that the next step takes this learning rate; also while training runs. */
  setLearningRate: { params: { readonly learningRate: number }; result: undefined };
  /** Of one digit (the state Jacobian is exact up to 128 units), or of the first 128 test digits (it is an estimate). */
  getGradientFlow: { params: { readonly source: DigitSource | null }; result: GradientFlow };
  getWeights: { params: undefined; result: WeightsView };
  getComparison: { params: undefined; result: Comparison };
  /** Queues runs, and works the queue off. */
  compare: {
    params: { readonly experiment: ExperimentName } | { readonly runs: readonly RunOrder[] };
    result: undefined;
  };
  /** Ends the run that is under way, and those that wait. */
  stopComparison: { params: undefined; result: undefined };
  renameRun: { params: { readonly id: number; readonly name: string }; result: undefined };
  /** Forgets runs; one that is under way is ended first. */
  removeRuns: { params: { readonly ids: readonly number[] }; result: undefined };
  /** How the network of a run that is done reads a digit. */
  traceRun: { params: { readonly id: number; readonly source: DigitSource }; result: Trace };
  getGenerator: { params: undefined; result: GeneratorStatus };
  /** Trains a fresh row generator; answers when it has started. */
  trainGenerator: {
    params: { readonly units: number; readonly epochs: number; readonly truncation: number; readonly seed: number };
    result: undefined;
  };
  stopGenerator: { params: undefined; result: undefined };
  /** Brings the shipped row generator back in the place of one that was trained here. */
  restoreGenerator: { params: undefined; result: undefined };
  /** Brings {@link GeneratorStatus.former} back. */
  bringBackGenerator: { params: undefined; result: undefined };
  complete: { params: CompletionOrder; result: Completion };
} & SavedRunRequests &
  ModelFileRequests &
  TimelineRequests &
  PersonalRequests &
  DataSetRequests;

/** name → what the engine tells, without being asked. */
export type Events = {
  status: EngineStatus;
  run: RunStatus;
  /** The steps since the last such event, while training runs; no more often than `setPace` says. */
  steps: StepColumns;
  epoch: EpochRecord;
  mark: HistoryMark;
  /** The pinned digit under newer weights; a newer one replaces one not yet sent. */
  trace: Trace;
  comparison: Comparison;
  generator: GeneratorStatus;
  /** Moments have been added or given up, or one has been measured; told with the steps, not more often. */
  timeline: Timeline;
  personal: PersonalStatus;
  trajectories: TrajectoryStatus;
  /** Something failed that nobody was waiting for. */
  failure: WireError;
};

export type RequestName = keyof Requests;
export type EventName = keyof Events;

/** The engine's side as functions, derived from {@link Requests}. */
export type EngineFunctions = {
  [Name in RequestName]: (params: Requests[Name]['params']) => Promise<Requests[Name]['result']>;
};

/** A client's side as functions, derived from {@link Events}. */
export type ClientFunctions = { [Name in EventName]: (payload: Events[Name]) => void };
