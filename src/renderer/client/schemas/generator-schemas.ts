/** What may come from the engine about the row generator. */

import * as v from 'valibot';
import { count, finite, float32, wireError } from './status-schemas.ts';

const loss = v.object({ epoch: finite, trainLoss: finite, testLoss: v.nullable(finite) });

const facts = {
  units: count,
  dataSet: v.nullable(v.object({ id: v.string(), name: v.string() })),
  testLoss: v.nullable(finite),
  testImages: v.nullable(count),
};

export const generatorStatus = v.object({
  ...facts,
  training: v.boolean(),
  origin: v.picklist(['pretrained', 'trained', 'untrained']),
  step: count,
  totalSteps: count,
  epochs: count,
  samplesPerSecond: finite,
  trainLoss: v.nullable(finite),
  pretrainedError: v.nullable(wireError),
  losses: v.array(loss),
  former: v.nullable(v.object(facts)),
});

export const completion = v.pipe(
  v.object({ images: v.instance(Uint8Array), probabilities: float32, logLikelihood: float32, step: count }),
  v.check(
    ({ images, probabilities, logLikelihood }) =>
      images.length % 784 === 0 && probabilities.length === images.length && logLikelihood.length === 28,
    'The completions do not have the shape of images.',
  ),
);
