/**
 * What may come from the engine. Every event and every answer is checked against these before anything acts on it; their
 * types are held to the protocol, so that a drift between the two does not compile.
 */

import * as v from 'valibot';
import type { EventName, Events, LayerTrace, RequestName, Requests } from '../../protocol/api.ts';

const float32 = v.instance(Float32Array);
const pixels = v.pipe(
  v.instance(Uint8Array),
  v.check((bytes) => bytes.length === 28 * 28, 'An image has 28 × 28 pixels.'),
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const finite = v.pipe(v.number(), v.finite());
const digit = v.pipe(count, v.maxValue(9));
const origin = v.picklist(['pretrained', 'trained', 'untrained']);

const modelConfig = { cell: v.literal('lstm'), units: count, layers: count };

const wireError = v.object({
  kind: v.picklist([
    'dataMissing',
    'dataAltered',
    'modelMissing',
    'modelInvalid',
    'invalidRequest',
    'trainingFailed',
    'memoryShort',
    'engineStopped',
    'connectionLost',
    'internal',
  ]),
  message: v.string(),
  details: v.record(v.string(), v.union([v.string(), v.number()])),
  stack: v.string(),
});

const run = v.object({
  phase: v.picklist(['idle', 'training', 'paused', 'finished']),
  step: count,
  stepsPerEpoch: count,
  totalSteps: count,
  samplesPerSecond: finite,
  learningRate: finite,
  slowMotion: v.boolean(),
  evaluating: v.nullable(v.object({ done: count, total: count })),
});

const status = v.object({
  backend: v.object({
    kernels: v.string(),
    threads: count,
    fallbackReason: v.nullable(v.string()),
    tfjsVersion: v.string(),
    runtime: v.string(),
  }),
  data: v.variant('state', [
    v.object({ state: v.literal('ready'), trainCount: count, testCount: count }),
    v.object({ state: v.literal('failed'), error: wireError }),
  ]),
  model: v.object({ ...modelConfig, origin, parameters: count, testAccuracy: v.nullable(share) }),
  recipe: v.object({
    ...modelConfig,
    epochs: count,
    batchSize: count,
    learningRate: finite,
    schedule: v.picklist(['oneCycle', 'constant']),
    clipNorm: finite,
    seed: count,
  }),
  run,
  session: count,
  formerSession: v.nullable(count),
});

const steps = v.pipe(
  v.object({ firstStep: count, loss: float32, accuracy: float32, learningRate: float32, gradientNorm: float32 }),
  v.check(
    ({ loss, ...columns }) =>
      [columns.accuracy, columns.learningRate, columns.gradientNorm].every(({ length }) => length === loss.length),
    'The columns of steps differ in length.',
  ),
);

const epoch = v.object({
  epoch: finite,
  step: count,
  trainLoss: v.nullable(finite),
  trainAccuracy: v.nullable(share),
  testLoss: finite,
  testAccuracy: share,
  seconds: v.nullable(finite),
});

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
  getHistory: v.object({ steps, epochs: v.array(epoch) }),
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
};

/** The schema of an error that crossed the port. */
export const wireErrorSchema: v.GenericSchema<unknown, Events['failure']> = wireError;
