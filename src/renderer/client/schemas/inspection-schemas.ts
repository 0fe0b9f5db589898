/** What may come from the engine about gradients and weights: parts of `event-schemas.ts`. */

import * as v from 'valibot';
import { count, finite, float32, uint32 } from './status-schemas.ts';

const histogram = v.object({ low: finite, high: finite, counts: uint32 });

const matrixName = v.picklist([
  'forgetGate',
  'inputGate',
  'candidate',
  'cellState',
  'outputGate',
  'resetGate',
  'updateGate',
  'slope',
  'hiddenState',
]);

export const gradientFlow = v.pipe(
  v.object({
    steps: count,
    firstStep: count,
    layers: v.pipe(count, v.minValue(1)),
    lossGradient: float32,
    stateJacobian: float32,
    stretch: v.nullable(finite),
    truncation: count,
    step: count,
  }),
  v.check(
    ({ steps, layers, lossGradient, stateJacobian }) =>
      lossGradient.length === layers * steps && [0, layers * steps].includes(stateJacobian.length),
    'The gradients do not have the announced shape.',
  ),
);

export const weightsView = v.object({
  weights: v.array(
    v.pipe(
      v.object({
        name: v.string(),
        shape: v.pipe(v.array(count), v.minLength(1), v.maxLength(2)),
        values: float32,
        histogram,
      }),
      v.check(
        ({ shape, values }) => values.length === shape.reduce((product, size) => product * size, 1),
        'A weight matrix does not have the announced shape.',
      ),
    ),
  ),
  saturation: v.array(v.object({ layer: count, matrix: matrixName, histogram })),
  digits: count,
  step: count,
});
