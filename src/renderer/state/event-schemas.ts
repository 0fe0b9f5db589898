/**
 * What may come from the engine. Every event and every answer is checked against these before anything acts on it; their
 * types are held to the protocol, so that a drift between the two does not compile.
 */

import * as v from 'valibot';
import type { EventName, Events, RequestName, Requests } from '../../protocol/api.ts';
import type { LayerTrace } from '../../protocol/trace.ts';
import { gradientFlow, weightsView } from './inspection-schemas.ts';
import {
  count,
  epoch,
  finite,
  float32,
  history,
  mark,
  origin,
  run,
  share,
  status,
  steps,
  wireError,
} from './status-schemas.ts';

const pixels = v.pipe(
  v.instance(Uint8Array),
  v.check((bytes) => bytes.length === 28 * 28, 'An image has 28 × 28 pixels.'),
);
const digit = v.pipe(count, v.maxValue(9));

const layer = v.object({
  forgetGate: float32,
  inputGate: float32,
  candidate: float32,
  cellState: float32,
  outputGate: float32,
  hiddenState: float32,
  gradientNorm: float32,
});

const source = v.variant('kind', [
  v.object({ kind: v.literal('test'), index: count }),
  v.object({ kind: v.literal('drawing'), pixels }),
]);

const trace = v.pipe(
  v.object({
    source,
    pixels,
    label: v.nullable(digit),
    target: digit,
    rows: v.literal(28),
    units: v.pipe(count, v.minValue(1)),
    layers: v.pipe(v.array(layer), v.minLength(1)),
    probabilities: float32,
    step: count,
    origin,
  }),
  v.check(
    ({ layers, probabilities, rows, units }) =>
      probabilities.length === rows * 10 && layers.every((each) => hasShape(each, rows, units)),
    'The matrices of the trace do not have the announced shape.',
  ),
);

function hasShape({ gradientNorm, ...matrices }: LayerTrace, rows: number, units: number): boolean {
  return gradientNorm.length === rows && Object.values(matrices).every(({ length }) => length === rows * units);
}

/** name → schema of an event's payload. */
export const eventSchemas: { readonly [Name in EventName]: v.GenericSchema<unknown, Events[Name]> } = {
  status,
  run,
  steps,
  epoch,
  mark,
  trace,
  failure: wireError,
};

/** A port that knows no `undefined` brings null instead. */
const nothing = v.pipe(
  v.nullish(v.undefined()),
  v.transform(() => undefined),
);

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
  restart: nothing,
  undoRestart: v.boolean(),
  evaluate: v.nullable(
    v.object({
      accuracy: share,
      loss: finite,
      confusion: v.pipe(
        v.instance(Uint32Array),
        v.check((counts) => counts.length === 100),
      ),
    }),
  ),
  getTestDigit: v.object({ pixels, label: digit }),
  pin: v.nullable(trace),
  setLearningRate: nothing,
  getGradientFlow: gradientFlow,
  getWeights: weightsView,
};

/** The schema of an error that crossed the port. */
export const wireErrorSchema: v.GenericSchema<unknown, Events['failure']> = wireError;
