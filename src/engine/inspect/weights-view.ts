/** A network's weights as they are, and how saturated its gates and states are over some digits. */

import type { Histogram, Saturation, WeightsView } from '../../protocol/inspection.ts';
import type { ModelConfig } from '../../protocol/recipe.ts';
import type { LayerTrace, MatrixName } from '../../protocol/trace.ts';
import { type DigitSet } from '../data/mnist.ts';
import { stepsOf, stepsRead } from '../data/reading.ts';
import { pixelCount } from '../data/sequence.ts';
import type { Network } from '../models/network.ts';

const bins = 40;

/** Enough for a steady picture, few enough to be traced within some 20 ms. */
const digitsLookedAt = 32;

/** Those that are bounded: a gate in [0, 1], a state or candidate in [−1, 1]. */
const ranges: Partial<Record<MatrixName, readonly [number, number]>> = {
  forgetGate: [0, 1],
  inputGate: [0, 1],
  outputGate: [0, 1],
  resetGate: [0, 1],
  updateGate: [0, 1],
  slope: [0, 1],
  candidate: [-1, 1],
};

/** null: what is in it is not bounded. A Transformer block's output and the state of a ReLU grow as large as they like. */
function rangeOf(name: MatrixName, { cell, activation }: ModelConfig): readonly [number, number] | null {
  if (name !== 'hiddenState') return ranges[name] ?? null;
  if (cell === 'transformer' || (cell === 'rnn' && activation === 'relu')) return null;
  return cell === 'rnn' && activation === 'sigmoid' ? [0, 1] : [-1, 1];
}

/**
 * @param digits the first ones are looked at; none gives no saturation
 * @param step training step of the weights
 */
export function viewWeights(network: Network, digits: DigitSet, step: number): WeightsView {
  const weights = network.readWeights().map(({ name, shape, values }) => {
    const extent = largest(values);
    return { name, shape, values, histogram: histogramOf([values], -extent, extent) };
  });
  const count = Math.min(digitsLookedAt, digits.count);
  return { weights, saturation: count > 0 ? saturationOf(network, digits, count) : [], digits: count, step };
}

function saturationOf(network: Network, { images }: DigitSet, count: number): Saturation[] {
  const traces = Array.from({ length: count }, (_, index) =>
    network.trace(images.subarray(index * pixelCount, (index + 1) * pixelCount), null),
  );
  const blank = (stepsOf(network.config.order).steps - stepsRead(network.config)) * network.config.units;
  return traces[0].layers.flatMap(({ matrices }, layer) =>
    (Object.keys(matrices) as MatrixName[]).map((matrix) => {
      const values = traces.flatMap((trace) => valuesOf(trace.layers[layer], matrix, blank));
      const [low, high] = rangeOf(matrix, network.config) ?? symmetric(values);
      return { layer, matrix, histogram: histogramOf(values, low, high) };
    }),
  );
}

/** @param blank values of the steps before the memory window, which were not read */
function valuesOf({ matrices }: LayerTrace, name: MatrixName, blank: number): Float32Array[] {
  const matrix = matrices[name];
  return matrix ? [matrix.subarray(blank)] : [];
}

function symmetric(values: readonly Float32Array[]): [number, number] {
  const extent = Math.max(...values.map(largest));
  return [-extent, extent];
}

/** The largest magnitude; 1 where all are 0, so that a range is never empty. */
function largest(values: Float32Array): number {
  return values.reduce((found, value) => Math.max(found, Math.abs(value)), 0) || 1;
}

function histogramOf(arrays: readonly Float32Array[], low: number, high: number): Histogram {
  const counts = new Uint32Array(bins);
  for (const values of arrays) {
    for (const value of values) {
      const bin = Math.floor(((value - low) / (high - low)) * bins);
      counts[Math.min(bins - 1, Math.max(0, bin))]++;
    }
  }
  return { low, high, counts };
}
