/** What may come from the engine about its state and the run: the parts that `event-schemas.ts` is put together from. */

import * as v from 'valibot';
import { errorKinds } from '../../../domain/error-kinds.ts';

export const float32 = v.instance(Float32Array);
export const uint32 = v.instance(Uint32Array);
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const finite = v.pipe(v.number(), v.finite());

/** A port that knows no `undefined` brings null instead. */
export const nothing = v.pipe(
  v.nullish(v.undefined()),
  v.transform(() => undefined),
);

export const cell = v.picklist(['rnn', 'lstm', 'gru', 'transformer']);
export const readingOrder = v.picklist(['rowsDown', 'rowsUp', 'columns', 'shuffledRows', 'rowPairs', 'pixels']);
export const origin = v.picklist(['pretrained', 'trained', 'untrained', 'fineTuned', 'opened']);

export const modelConfig = {
  cell,
  activation: v.picklist(['tanh', 'sigmoid', 'relu']),
  units: count,
  layers: count,
  heads: count,
  positionalEncoding: v.picklist(['sinusoidal', 'none']),
  classes: v.pipe(count, v.minValue(2), v.maxValue(100)),
  order: readingOrder,
  window: count,
};

export const recipe = v.object({
  ...modelConfig,
  lossAt: v.picklist(['lastStep', 'everyStep', 'randomStep']),
  augmentation: v.picklist(['none', 'standard', 'international']),
  epochs: count,
  batchSize: count,
  optimizer: v.picklist(['sgd', 'rmsprop', 'adam', 'adamw']),
  learningRate: finite,
  schedule: v.picklist(['oneCycle', 'cosine', 'constant']),
  momentum: finite,
  weightDecay: finite,
  dropout: share,
  clipNorm: finite,
  clipValue: finite,
  truncation: count,
  targetAccuracy: share,
  patience: count,
  seed: count,
});

export const wireError = v.object({
  kind: v.picklist(errorKinds),
  message: v.string(),
  details: v.record(v.string(), v.union([v.string(), v.number()])),
  stack: v.string(),
});

export const run = v.object({
  phase: v.picklist(['idle', 'training', 'paused', 'finished']),
  step: count,
  stepsPerEpoch: count,
  totalSteps: count,
  samplesPerSecond: finite,
  learningRate: finite,
  stoppedBy: v.nullable(v.picklist(['targetAccuracy', 'patience'])),
  slowMotion: v.boolean(),
  evaluating: v.nullable(v.object({ done: count, total: count })),
});

export const dataSetInfo = {
  id: v.string(),
  name: v.string(),
  classNames: v.pipe(v.array(v.string()), v.minLength(2), v.maxLength(100)),
};

export const status = v.object({
  engine: v.string(),
  backend: v.object({
    kernels: v.string(),
    paired: v.boolean(),
    threads: count,
    fallbackReason: v.nullable(v.string()),
    tfjsVersion: v.string(),
    runtime: v.string(),
  }),
  data: v.variant('state', [
    v.object({ state: v.literal('ready'), trainCount: count, testCount: count, ...dataSetInfo }),
    v.object({ state: v.literal('failed'), error: wireError }),
  ]),
  model: v.object({
    ...modelConfig,
    ...{ origin, parameters: count, testAccuracy: v.nullable(share), fileName: v.nullable(v.string()) },
  }),
  recipe,
  run,
  runId: v.nullable(v.string()),
  session: count,
  formerSession: v.nullable(count),
});

export const steps = v.pipe(
  v.object({ firstStep: count, loss: float32, accuracy: float32, learningRate: float32, gradientNorm: float32 }),
  v.check(
    ({ loss, ...columns }) =>
      [columns.accuracy, columns.learningRate, columns.gradientNorm].every(({ length }) => length === loss.length),
    'The columns of steps differ in length.',
  ),
);

export const epoch = v.object({
  epoch: finite,
  step: count,
  trainLoss: v.nullable(finite),
  trainAccuracy: v.nullable(share),
  testLoss: v.nullable(finite),
  testAccuracy: v.nullable(share),
  seconds: v.nullable(finite),
});

export const mark = v.object({ step: count, kind: v.literal('learningRate'), from: finite, to: finite });

export const history = v.object({ steps, epochs: v.array(epoch), marks: v.array(mark) });
