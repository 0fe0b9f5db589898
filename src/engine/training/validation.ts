/**
 * Digits held back from training: recipes are selected on them, never on the test digits, and the temperature is fitted
 * on them.
 */

import { type DigitSet, sliceDigits } from '../../domain/digit-set.ts';
import { pixelCount } from '../../domain/sequence.ts';
import type { Network } from '../models/network.ts';
import { score } from '../models/readout.ts';
import { fitTemperature } from './calibration.ts';

export type Validation = {
  /** Share of the digits read correctly, 0 to 1. */
  readonly accuracy: number;
  /** Mean cross-entropy in nats, before temperature scaling. */
  readonly loss: number;
  /** See `calibration.ts`. */
  readonly temperature: number;
};

/** Splits off the last digits for validation. @param heldBack 0 to all of them */
export function holdBack(digits: DigitSet, heldBack: number) {
  const kept = digits.count - heldBack;
  return { train: sliceDigits(digits, 0, kept), validation: sliceDigits(digits, kept, digits.count) };
}

/** Evaluates the held-back digits and fits the temperature. @throws the signal's reason once aborted */
export async function validate(
  network: Network,
  { count, images, labels }: DigitSet,
  signal: AbortSignal,
): Promise<Validation> {
  const { classes } = network.config;
  const logits = new Float32Array(count * classes);
  for (let start = 0; start < count; start += network.batchSize) {
    const end = Math.min(start + network.batchSize, count);
    logits.set(await network.logits(images.subarray(start * pixelCount, end * pixelCount)), start * classes);
    signal.throwIfAborted();
  }
  const { loss, correct } = score(logits, labels);
  return { accuracy: correct / count, loss: loss / count, temperature: fitTemperature(logits, labels) };
}
