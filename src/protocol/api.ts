/**
 * The wire protocol between an engine and its clients, as two tables: {@link requests} that a client asks and the engine answers,
 * and {@link events} that the engine tells. Each message is declared once, as a schema that both sides check it with, and every
 * type is derived from it. What belongs together stands in one file.
 *
 * Numbers travel as typed arrays, row-major. A matrix documented as [rows × units] holds row t, unit u at `t * units + u`.
 */

import * as v from 'valibot';
import { answerRequests } from './answers.ts';
import { comparisonEvents, comparisonRequests } from './comparison.ts';
import { dataSetRequests } from './data-sets.ts';
import { generatorEvents, generatorRequests } from './generator.ts';
import { inspectionRequests } from './inspection.ts';
import { modelFileRequests } from './model-files.ts';
import { neighbourEvents, neighbourRequests } from './neighbours.ts';
import { personalEvents, personalRequests } from './personal.ts';
import { runEvents, runRequests } from './run.ts';
import { savedRunRequests } from './saved-runs.ts';
import { stripEvents, stripRequests } from './strips.ts';
import { timelineEvents, timelineRequests } from './timeline.ts';
import { traceEvents, traceRequests } from './trace.ts';
import type { Of } from './values.ts';
import { limits } from '../domain/limits/limits.ts';

/** name → what a client sends (`params`) and gets back (`result`). */
export const requests = {
  ...runRequests,
  ...traceRequests,
  ...answerRequests,
  ...inspectionRequests,
  ...neighbourRequests,
  ...timelineRequests,
  ...savedRunRequests,
  ...modelFileRequests,
  ...dataSetRequests,
  ...personalRequests,
  ...comparisonRequests,
  ...generatorRequests,
  ...stripRequests,
};

/** name → what the engine tells, without being asked. */
export const events = {
  ...runEvents,
  ...traceEvents,
  ...neighbourEvents,
  ...timelineEvents,
  ...personalEvents,
  ...comparisonEvents,
  ...generatorEvents,
  ...stripEvents,
};

export type RequestName = keyof typeof requests;
export type EventName = keyof typeof events;

export type Requests = {
  [Name in RequestName]: {
    params: Of<(typeof requests)[Name]['params']>;
    result: Of<(typeof requests)[Name]['result']>;
  };
};

export type Events = { [Name in EventName]: Of<(typeof events)[Name]> };

/** The schema of a request's answer, with its type: TypeScript does not follow a name that it does not know into the table. */
export function resultSchema<Name extends RequestName>(name: Name) {
  return requests[name].result as unknown as v.GenericSchema<unknown, Requests[Name]['result']>;
}

/** The engine's side as functions. */
export type EngineFunctions = {
  [Name in RequestName]: (params: Requests[Name]['params']) => Promise<Requests[Name]['result']>;
};

/** A client's side as functions. */
export type ClientFunctions = { [Name in EventName]: (payload: Events[Name]) => void };

/** A birpc message: a request (`q`) or the answer to one of ours (`s`). */
export const envelope = v.variant('t', [
  v.looseObject({
    t: v.literal('q'),
    i: v.optional(v.pipe(v.string(), v.maxLength(limits.maxCallNameCharacters))),
    m: v.pipe(v.string(), v.maxLength(limits.maxCallNameCharacters)),
    a: v.pipe(v.array(v.unknown()), v.maxLength(1)),
  }),
  v.looseObject({ t: v.literal('s'), i: v.pipe(v.string(), v.maxLength(limits.maxCallNameCharacters)) }),
]);
