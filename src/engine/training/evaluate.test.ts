import { expect, test } from 'vitest';
import type { Network } from '../models/network.ts';
import { noAnswer } from '../../protocol/answers.ts';
import { answerAll, evaluate } from './evaluate.ts';

/** Always gives these logits. */
function answering(logits: readonly number[]): Network {
  const network: Partial<Network> = {
    config: { classes: logits.length } as Network['config'],
    batchSize: 2,
    logits: (images) =>
      Promise.resolve(
        Float32Array.from({ length: (images.length / 784) * logits.length }, (_, at) => logits[at % logits.length]),
      ),
  };
  return network as Network;
}

const digits = { count: 3, images: new Uint8Array(3 * 784), labels: Uint8Array.of(1, 0, 1) };

test('loss is the mean cross-entropy, and calibration error the distance of certainty from accuracy', async () => {
  const evaluation = await evaluate(answering([0, Math.log(4)]), digits);
  expect(evaluation.accuracy).toBeCloseTo(2 / 3, 12);
  expect(evaluation.loss).toBeCloseTo((2 * Math.log(5 / 4) + Math.log(5)) / 3, 6);
  expect(evaluation.calibrationError).toBeCloseTo(0.8 - 2 / 3, 6);
  expect([...evaluation.confusion]).toEqual([0, 1, 0, 2]);
});

test('an exploded network has no answers: no accuracy, no loss, and no class read correctly', async () => {
  for (const logits of [
    [NaN, NaN],
    [Infinity, 0],
    [-Infinity, 0],
  ]) {
    const { evaluation, answers } = await answerAll(answering(logits), digits);
    expect(evaluation).toMatchObject({ accuracy: null, loss: null, calibrationError: null });
    expect([...evaluation.confusion]).toEqual([0, 0, 0, 0]);
    expect([...answers.answers]).toEqual([noAnswer, noAnswer, noAnswer]);
    expect([...answers.answerProbability, ...answers.labelProbability].every(Number.isNaN)).toBe(true);
  }
});
