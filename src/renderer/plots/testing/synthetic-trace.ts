/** A plausible trace without an engine: a small LSTM with random weights reads a drawn stroke. For tests. */

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { LayerTrace, Trace } from '../../../protocol/trace.ts';

const rows = 28;
const digits = 10;

/** The same seed gives the same trace. The first rows are blank, as MNIST's are; the answer settles on a 7 halfway. */
export function syntheticTrace(units: number, layers = 1, seed = 1): Trace {
  const generator = xoroshiro128plus(seed);
  const random = () => uniformFloat64(generator);
  const pixels = slantedStroke();
  return {
    source: { kind: 'test', index: 0 },
    pixels,
    label: 7,
    target: 7,
    rows,
    units,
    layers: Array.from({ length: layers }, () => syntheticLayer(units, pixels, random)),
    probabilities: settlingProbabilities(7, random),
    step: 420,
    origin: 'trained',
  };
}

function syntheticLayer(units: number, pixels: Uint8Array, random: () => number): LayerTrace {
  const matrix = () => new Float32Array(rows * units);
  const layer = {
    forgetGate: matrix(),
    inputGate: matrix(),
    candidate: matrix(),
    cellState: matrix(),
    outputGate: matrix(),
    hiddenState: matrix(),
    gradientNorm: Float32Array.from(
      { length: rows },
      (_, row) => 0.4 * 0.72 ** (rows - 1 - row) * (0.7 + 0.6 * random()),
    ),
  };
  const weights = Array.from({ length: 4 * units * 3 }, () => (random() - 0.5) * 3);
  for (let row = 0; row < rows; row++) {
    const ink = pixels.subarray(row * rows, (row + 1) * rows);
    const amount = ink.reduce((sum, value) => sum + value, 0) / 255 / 6;
    const place = ink.reduce((sum, value, x) => sum + value * (x - 14), 0) / 255 / 60;
    for (let unit = 0; unit < units; unit++) {
      const cell = row * units + unit;
      const before = row > 0 ? cell - units : -1;
      const state = before < 0 ? 0 : layer.hiddenState[before];
      const drive = (gate: number) => {
        const [a, b, c] = weights.slice((gate * units + unit) * 3);
        return a * amount + b * place + c * state;
      };
      layer.forgetGate[cell] = sigmoid(drive(0) + 0.7);
      layer.inputGate[cell] = sigmoid(drive(1));
      layer.candidate[cell] = Math.tanh(drive(2));
      layer.outputGate[cell] = sigmoid(drive(3));
      layer.cellState[cell] =
        layer.forgetGate[cell] * (before < 0 ? 0 : layer.cellState[before]) +
        layer.inputGate[cell] * layer.candidate[cell];
      layer.hiddenState[cell] = layer.outputGate[cell] * Math.tanh(layer.cellState[cell]);
    }
  }
  return layer;
}

function settlingProbabilities(answer: number, random: () => number): Float32Array {
  const probabilities = new Float32Array(rows * digits);
  const noise = Array.from({ length: digits }, random);
  for (let row = 0; row < rows; row++) {
    const scores = noise.map((value, digit) =>
      Math.exp(3 * value + (digit === answer ? Math.max(0, row - 8) * 0.55 : 0)),
    );
    const total = scores.reduce((sum, score) => sum + score, 0);
    scores.forEach((score, digit) => (probabilities[row * digits + digit] = score / total));
  }
  return probabilities;
}

/** A bar at the top and a slope under it: a seven. */
function slantedStroke(): Uint8Array {
  const pixels = new Uint8Array(rows * rows);
  for (let row = 6; row < 26; row++) {
    for (let x = 5; x < 23; x++) {
      const distance = row < 9 ? 0 : Math.abs(x - (21 - (row - 9) * 0.6));
      if (distance < 2) pixels[row * rows + x] = 255 - Math.round(distance * 60);
    }
  }
  return pixels;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
