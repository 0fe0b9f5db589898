/** Reads a whole set of digits and evaluates the answers. */

import { noAnswer, type TestAnswers } from '../../protocol/answers.ts';
import type { Evaluation } from '../../protocol/run.ts';
import { type DigitSet } from '../../domain/digit-set.ts';
import { pixelCount } from '../../domain/sequence.ts';
import type { Network } from '../models/network.ts';
import { answerGiven, score, softmax } from '../models/readout.ts';
import { createCalibrationMeter } from './calibration.ts';

/** The answers to a set of digits, whatever the weights. */
export type SetAnswers = Omit<TestAnswers, 'step' | 'session'>;

/** Like {@link answerAll}, but returns only the summary. */
export async function evaluate(...set: Parameters<typeof answerAll>): Promise<Evaluation> {
  return (await answerAll(...set)).evaluation;
}

/**
 * @param onProgress called after each batch with the number of digits done
 * @throws the signal's reason once aborted
 */
export async function answerAll(
  network: Network,
  { count, images, labels }: DigitSet,
  onProgress?: (done: number) => void,
  signal?: AbortSignal,
): Promise<{ evaluation: Evaluation; answers: SetAnswers }> {
  const { classes } = network.config;
  const confusion = new Uint32Array(classes * classes);
  const calibration = createCalibrationMeter();
  const answers = new Uint8Array(count);
  const answerProbability = new Float32Array(count);
  const labelProbability = new Float32Array(count);
  let loss = 0;
  let correct = 0;
  let answered = 0;
  for (let start = 0; start < count; start += network.batchSize) {
    const end = Math.min(start + network.batchSize, count);
    signal?.throwIfAborted();
    const logits = await network.logits(images.subarray(start * pixelCount, end * pixelCount));
    signal?.throwIfAborted();
    const asked = labels.subarray(start, end);
    const scored = score(logits, asked);
    calibration.add(logits, asked);
    loss += scored.loss;
    correct += scored.correct;
    const probabilities = softmax(logits, classes);
    for (let digit = start; digit < end; digit++) {
      const place = (digit - start) * classes;
      const answer = answerGiven(logits, classes, place);
      answers[digit] = answer;
      answerProbability[digit] = answer === noAnswer ? Number.NaN : probabilities[place + answer];
      labelProbability[digit] = answer === noAnswer ? Number.NaN : probabilities[place + labels[digit]];
      if (answer === noAnswer) continue;
      answered++;
      confusion[labels[digit] * classes + answer]++;
    }
    onProgress?.(end);
  }
  return {
    evaluation: {
      accuracy: answered === 0 ? null : correct / count,
      loss: numberOrNull(loss / count),
      calibrationError: numberOrNull(calibration.error()),
      confusion,
    },
    answers: { answers, answerProbability, labelProbability, confusion },
  };
}

function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
