/** Reads a whole set of digits and counts the answers. */

import type { Evaluation } from '../../protocol/api.ts';
import { type DigitSet } from '../data/mnist.ts';
import { pixelCount } from '../data/sequence.ts';
import { classCount } from '../models/config.ts';
import type { Network } from '../models/network.ts';
import { answerAt, score } from '../models/readout.ts';
import { createCalibrationMeter } from './calibration.ts';

/**
 * @param onProgress told after each batch how many digits are done
 * @throws the signal's reason once it is aborted
 */
export async function evaluate(
  network: Network,
  { count, images, labels }: DigitSet,
  onProgress?: (done: number) => void,
  signal?: AbortSignal,
): Promise<Evaluation> {
  const confusion = new Uint32Array(classCount * classCount);
  const calibration = createCalibrationMeter();
  let loss = 0;
  let correct = 0;
  for (let start = 0; start < count; start += network.batchSize) {
    const end = Math.min(start + network.batchSize, count);
    signal?.throwIfAborted();
    const logits = await network.logits(images.subarray(start * pixelCount, end * pixelCount));
    signal?.throwIfAborted();
    const answered = labels.subarray(start, end);
    const scored = score(logits, answered);
    calibration.add(logits, answered);
    loss += scored.loss;
    correct += scored.correct;
    for (let place = 0; place < end - start; place++) {
      confusion[labels[start + place] * classCount + answerAt(logits, place * classCount)]++;
    }
    onProgress?.(end);
  }
  return { accuracy: correct / count, loss: loss / count, calibrationError: calibration.error(), confusion };
}
