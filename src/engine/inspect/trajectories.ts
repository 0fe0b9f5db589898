/**
 * The trajectories of many digits' hidden states at 8 bits a number, and nearest-neighbour search among them. Pure
 * functions, independent of the network shown.
 */

import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import { onceIdle } from '../../domain/cooperate.ts';
import type { DigitSet } from '../../domain/digit-set.ts';
import { planReading } from '../../domain/recipe/reading.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { limits } from '../../domain/limits/limits.ts';
import type { Network } from '../models/network.ts';
import { answerGiven } from '../models/readout.ts';

const levels = 127;

export type Trajectories = {
  /** The steps kept, ascending, from 0. */
  readonly steps: readonly number[];
  readonly units: number;
  /** [digits × steps × units] in units of the digit's `scale`. */
  readonly values: Int8Array;
  /** [digits] largest magnitude / 127. */
  readonly scales: Float32Array;
  /** [digits] classes. */
  readonly answers: Uint8Array;
};

export type Near = { readonly index: number; readonly distance: number };

/** Which steps are kept, and for how many of `count` digits. */
export function planTrajectories(config: ModelConfig, count: number): { steps: number[]; digits: number } {
  const { steps, firstStep } = planReading(config);
  const read = steps - firstStep;
  const kept = Math.min(read, limits.maxTrajectorySteps);
  const digits = Math.min(count, Math.floor(limits.maxTrajectoriesBytes / (kept * config.units)));
  // The last of each stretch, so that the last step is included.
  return {
    steps: Array.from({ length: kept }, (_, at) => firstStep + Math.ceil(((at + 1) * read) / kept) - 1),
    digits,
  };
}

/**
 * Reads digits on all threads, batch by batch. The rounding error is at most half of a digit's scale.
 * @throws the signal's reason once aborted
 * @throws RangeError for a Transformer
 */
export async function readTrajectories(
  network: Network,
  { count, images }: DigitSet,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Trajectories> {
  const { states, batchSize } = network;
  if (!states) throw new RangeError('A Transformer has no hidden state that moves from step to step.');
  const { units, classes } = network.config;
  const { steps, digits } = planTrajectories(network.config, count);
  const size = steps.length * units;
  const values = new Int8Array(digits * size);
  const scales = new Float32Array(digits);
  const answers = new Uint8Array(digits);
  const read = (first: number) => {
    const end = Math.min(first + batchSize, digits);
    return states(images.subarray(first * pixelCount, end * pixelCount), steps);
  };
  let reading = read(0);
  for (let first = 0; first < digits; first += batchSize) {
    const batch = await reading;
    signal.throwIfAborted();
    const end = Math.min(first + batchSize, digits);
    // The threads read the next batch while this one is packed.
    if (end < digits) reading = read(end);
    await onceIdle(() => {
      for (let digit = first; digit < end; digit++) {
        const own = batch.states.subarray((digit - first) * size, (digit - first + 1) * size);
        scales[digit] = quantise(own, values.subarray(digit * size, (digit + 1) * size));
        answers[digit] = answerGiven(batch.logits, classes, (digit - first) * classes);
      }
    });
    onProgress(end, digits);
  }
  return { steps, units, values, scales, answers };
}

/** @returns the scale; if the states are all 0 or not finite, everything is 0 */
function quantise(states: Float32Array, to: Int8Array): number {
  let largest = 0;
  for (const state of states) largest = Math.max(largest, Math.abs(state));
  if (!(largest > 0) || !Number.isFinite(largest)) return 0;
  const perLevel = levels / largest;
  for (let at = 0; at < states.length; at++) to[at] = Math.round(states[at] * perLevel);
  return largest / levels;
}

/** How many kept steps lie up to a step of the reading: at least one. */
export function comparedSteps({ steps }: Trajectories, until: number): number {
  return Math.max(1, steps.filter((step) => step <= until).length);
}

/**
 * The digits with the smallest mean squared Euclidean distance over the first `compared` kept steps; ties go to the
 * lower index. A digit is abandoned as soon as it is farther than the worst found so far.
 * @param course [whole reading × units] hidden states
 * @param except a digit to leave out
 */
export function nearest(
  { steps, units, values, scales }: Trajectories,
  course: Float32Array,
  { compared, count, except }: { compared: number; count: number; except: number | null },
): Near[] {
  const size = steps.length * units;
  const found: Near[] = [];
  let farthest = Infinity;
  for (let index = 0; index < scales.length; index++) {
    if (index === except) continue;
    const scale = scales[index];
    let sum = 0;
    // Backwards: digits differ most in their last states.
    for (let at = compared - 1; at >= 0 && sum < farthest; at--) {
      const from = index * size + at * units;
      const other = steps[at] * units;
      for (let unit = 0; unit < units; unit++) {
        const apart = values[from + unit] * scale - course[other + unit];
        sum += apart * apart;
      }
    }
    if (!(sum < farthest)) continue;
    let place = found.length;
    while (place > 0 && found[place - 1].distance > sum) place--;
    found.splice(place, 0, { index, distance: sum });
    if (found.length > count) found.pop();
    if (found.length === count) farthest = found[count - 1].distance;
  }
  return found.map(({ index, distance }) => ({ index, distance: distance / compared }));
}
