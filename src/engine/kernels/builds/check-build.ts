/**
 * Checks that a compiled build computes correctly on this machine, against a plain float64 LSTM. The loss must agree, and
 * the gradient must match the slope of the plain loss along it, which saves a second backward pass.
 */

import type { LoadedKernels } from './instantiate.ts';
import type { NetworkShape } from '../recurrent/shape.ts';
import { tryBuild } from './try-build.ts';

const shape: NetworkShape = {
  cell: 'lstm',
  activation: 'tanh',
  steps: 6,
  inputSize: 28,
  units: 32,
  layers: 1,
  classes: 10,
};
const count = 23;

/** float32 against float64 over six steps; a wrong lane is off by orders of magnitude more. */
const lossTolerance = 1e-5;
/** For a difference quotient. */
const slopeTolerance = 1e-3;

export function isRight(kernels: LoadedKernels): boolean {
  const trial = tryBuild(kernels, shape, count);
  const { arrays, images, labels } = trial;
  const loss = trial.pass();
  const gradients = trial.readGradients();
  const squares = gradients.reduce((sum, array) => sum + array.reduce((own, slope) => own + slope * slope, 0), 0);
  const distance = 1e-3 / Math.sqrt(squares);
  const lossAlong = (sign: number) => {
    const moved = arrays.map((array, index) =>
      Float64Array.from(array, (weight, at) => weight + sign * distance * gradients[index][at]),
    );
    return plainLoss(moved, images, labels);
  };
  const slope = (lossAlong(1) - lossAlong(-1)) / (2 * distance);
  return (
    Math.abs(lossAlong(0) - loss) < lossTolerance * (1 + loss) && Math.abs(slope - squares) < slopeTolerance * squares
  );
}

/** Mean cross-entropy of an LSTM with readout, in nats. Gates in the order i, f, g, o. */
function plainLoss(arrays: readonly Float64Array[], images: Uint8Array, labels: Uint8Array): number {
  const [kernel, recurrentKernel, bias, readoutKernel, readoutBias] = arrays;
  const { units, steps, inputSize, classes } = shape;
  const columns = 4 * units;
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  let loss = 0;
  labels.forEach((label, sample) => {
    let hidden = new Float64Array(units);
    const cell = new Float64Array(units);
    for (let step = 0; step < steps; step++) {
      const sums = bias.slice();
      const row = images.subarray((sample * steps + step) * inputSize, (sample * steps + step + 1) * inputSize);
      row.forEach((ink, k) => {
        for (let c = 0; c < columns; c++) sums[c] += (ink / 255) * kernel[k * columns + c];
      });
      hidden.forEach((h, k) => {
        for (let c = 0; c < columns; c++) sums[c] += h * recurrentKernel[k * columns + c];
      });
      hidden = hidden.map((_, u) => {
        const [i, f, g, o] = [0, 1, 2, 3].map((gate) => sums[gate * units + u]);
        cell[u] = sigmoid(f) * cell[u] + sigmoid(i) * Math.tanh(g);
        return sigmoid(o) * Math.tanh(cell[u]);
      });
    }
    const logits = readoutBias.map((b, c) => hidden.reduce((sum, h, u) => sum + h * readoutKernel[u * classes + c], b));
    loss += Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)) - logits[label];
  });
  return loss / labels.length;
}
