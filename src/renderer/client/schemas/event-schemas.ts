/**
 * What may come from the engine. Every event and every answer is checked against these before anything acts on it; their
 * types are held to the protocol, so that a drift between the two does not compile.
 */

import * as v from 'valibot';
import type { EventName, Events, RequestName, Requests } from '../../../protocol/api.ts';
import { testAnswers, testDigits } from './answers-schemas.ts';
import { comparison } from './comparison-schemas.ts';
import { dataSetResults } from './data-set-schemas.ts';
import { completion, generatorStatus } from './generator-schemas.ts';
import { gradientFlow, weightsView } from './inspection-schemas.ts';
import { modelFileResults } from './model-file-schemas.ts';
import { neighbours, trajectoryStatus } from './neighbours-schemas.ts';
import { newerRuns, savedRuns } from './saved-run-schemas.ts';
import { personalResults, personalStatus } from './personal-schemas.ts';
import { epoch, finite, history, mark, nothing, run, share, status, steps, wireError } from './status-schemas.ts';
import { readingThroughTime, timeline } from './timeline-schemas.ts';
import { classIndex, pixels, trace } from './trace-schemas.ts';

/** name → schema of an event's payload. */
export const eventSchemas: { readonly [Name in EventName]: v.GenericSchema<unknown, Events[Name]> } = {
  status,
  run,
  steps,
  epoch,
  mark,
  trace,
  comparison,
  generator: generatorStatus,
  timeline,
  personal: personalStatus,
  trajectories: trajectoryStatus,
  failure: wireError,
};

const evaluation = v.object({
  accuracy: share,
  loss: v.nullable(finite),
  calibrationError: v.nullable(share),
  confusion: v.pipe(
    v.instance(Uint32Array),
    v.check(({ length }) => Number.isInteger(Math.sqrt(length))),
  ),
});

/** name → schema of a request's answer. */
export const resultSchemas: {
  readonly [Name in RequestName]: v.GenericSchema<unknown, Requests[Name]['result']>;
} = {
  getStatus: status,
  getHistory: history,
  train: nothing,
  pause: nothing,
  step: nothing,
  trainEpoch: nothing,
  setSlowMotion: nothing,
  setPace: nothing,
  restart: nothing,
  undoRestart: v.boolean(),
  evaluate: v.nullable(evaluation),
  evaluateAblation: v.nullable(evaluation),
  cancelAblation: nothing,
  getTrajectories: trajectoryStatus,
  indexTrajectories: v.boolean(),
  cancelTrajectories: nothing,
  findNeighbours: v.nullable(neighbours),
  getTestDigit: v.object({ pixels, label: classIndex }),
  getTestDigits: testDigits,
  getAnswers: v.nullable(testAnswers),
  cancelAnswers: nothing,
  pin: v.nullable(trace),
  setLearningRate: nothing,
  getGradientFlow: gradientFlow,
  getWeights: weightsView,
  getComparison: comparison,
  compare: nothing,
  stopComparison: nothing,
  renameRun: nothing,
  removeRuns: nothing,
  traceRun: trace,
  getGenerator: generatorStatus,
  trainGenerator: nothing,
  stopGenerator: nothing,
  restoreGenerator: nothing,
  bringBackGenerator: nothing,
  complete: completion,
  getSavedRuns: savedRuns,
  resumeRun: nothing,
  getNewerRuns: newerRuns,
  renameSavedRun: nothing,
  removeSavedRun: nothing,
  getTimeline: timeline,
  traceAt: v.nullable(trace),
  readingThroughTime: v.nullable(readingThroughTime),
  ...personalResults,
  ...dataSetResults,
  ...modelFileResults,
};

/** The schema of an error that crossed the port. */
export const wireErrorSchema: v.GenericSchema<unknown, Events['failure']> = wireError;
