/** A network's weights, and how saturated its gates and states are over some digits. */

import type { Histogram, Saturation, WeightsView } from '../../protocol/inspection.ts';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import type { LayerTrace, MatrixName } from '../../protocol/trace.ts';
import { type DigitSet } from '../../domain/digit-set.ts';
import { stepsOf, stepsRead } from '../../domain/recipe/reading.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { limits } from '../../domain/limits/limits.ts';
import type { Network } from '../models/network.ts';

const bins = 40;

/** Bounded quantities: a gate in [0, 1], a state or candidate in [−1, 1]. */
const ranges: Partial<Record<MatrixName, readonly [number, number]>> = {
  forgetGate: [0, 1],
  inputGate: [0, 1],
  outputGate: [0, 1],
  resetGate: [0, 1],
  updateGate: [0, 1],
  slope: [0, 1],
  candidate: [-1, 1],
};

/** null for unbounded values: a Transformer block's output and a ReLU state. */
function rangeOf(name: MatrixName, { cell, activation }: ModelConfig): readonly [number, number] | null {
  if (name !== 'hiddenState') return ranges[name] ?? null;
  if (cell === 'transformer' || (cell === 'rnn' && activation === 'relu')) return null;
  return cell === 'rnn' && activation === 'sigmoid' ? [0, 1] : [-1, 1];
}

/**
 * @param digits the first ones are used; if empty, there is no saturation
 * @param step training step of the weights
 */
export function viewWeights(network: Network, digits: DigitSet, step: number): WeightsView {
  const weights = network.readWeights().map(({ name, shape, values }) => {
    const extent = largest(values);
    const histogram = emptyHistogram(-extent, extent);
    countInto(histogram, values);
    return { name, shape, values, histogram };
  });
  return { weights, ...countSaturation(network, digits), step };
}

/** Counts trace by trace until there are enough digits or time is up, keeping none. */
function countSaturation(network: Network, { images, count }: DigitSet): { saturation: Saturation[]; digits: number } {
  const { config } = network;
  const blank = (stepsOf(config.order).steps - stepsRead(config)) * config.units;
  const saturation: Saturation[] = [];
  const started = performance.now();
  let digits = 0;
  while (
    digits < Math.min(limits.maxSaturationDigits, count) &&
    (digits === 0 || performance.now() - started < limits.maxSaturationMs)
  ) {
    const { layers } = network.trace(images.subarray(digits * pixelCount, (digits + 1) * pixelCount), null);
    const matrices = layers.flatMap((layer, index) => matricesOf(layer, blank).map((matrix) => ({ ...matrix, index })));
    for (const [place, { name, values, index }] of matrices.entries()) {
      if (digits === 0) {
        const [low, high] = rangeOf(name, config) ?? symmetric(values);
        saturation.push({ layer: index, matrix: name, histogram: emptyHistogram(low, high) });
      }
      countInto(saturation[place].histogram, values);
    }
    digits++;
  }
  return { saturation, digits };
}

/** @param blank values of the steps before the memory window, which were not read */
function matricesOf({ matrices }: LayerTrace, blank: number): { name: MatrixName; values: Float32Array }[] {
  return Object.entries(matrices).map(([name, values]) => ({
    name: name as MatrixName,
    values: values.subarray(blank),
  }));
}

/** For unbounded values: slightly more than the first digit needs. */
function symmetric(values: Float32Array): [number, number] {
  const extent = 1.25 * largest(values);
  return [-extent, extent];
}

/** The largest magnitude, or 1 if all are 0, so that a range is never empty. */
function largest(values: Float32Array): number {
  return values.reduce((found, value) => Math.max(found, Math.abs(value)), 0) || 1;
}

function emptyHistogram(low: number, high: number): Histogram {
  return { low, high, counts: new Uint32Array(bins) };
}

function countInto({ low, high, counts }: Histogram, values: Float32Array): void {
  for (const value of values) {
    const bin = Math.floor(((value - low) / (high - low)) * bins);
    counts[Math.min(bins - 1, Math.max(0, bin))]++;
  }
}
