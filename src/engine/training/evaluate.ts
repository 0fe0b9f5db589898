/** Reads a whole set of digits and counts the answers. */

import type { Evaluation } from '../../protocol/api.ts';
import type { Interruptible } from '../cooperate.ts';
import type { DigitSet } from '../data/mnist.ts';
import { gatherLabels, gatherSequences } from '../data/sequence.ts';
import { classCount } from '../models/config.ts';
import type { Network } from '../models/network.ts';
import { answerAt, score } from '../models/readout.ts';

const batchSize = 250;

/** @param onProgress told after each batch how many digits are done */
export function* evaluate(
  network: Network,
  digits: DigitSet,
  onProgress?: (done: number) => void,
): Interruptible<Evaluation> {
  const confusion = new Uint32Array(classCount * classCount);
  let loss = 0;
  let correct = 0;
  for (let start = 0; start < digits.count; start += batchSize) {
    const size = Math.min(batchSize, digits.count - start);
    const batch = Uint32Array.from({ length: size }, (_, index) => start + index);
    const labels = gatherLabels(digits, batch);
    const logits = yield* network.logits(gatherSequences(digits.images, batch));
    const scored = score(logits, labels);
    loss += scored.loss;
    correct += scored.correct;
    for (const [index, label] of labels.entries())
      confusion[label * classCount + answerAt(logits, index * classCount)]++;
    onProgress?.(start + size);
  }
  return { accuracy: correct / digits.count, loss: loss / digits.count, confusion };
}
