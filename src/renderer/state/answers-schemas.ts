/** What may come from the engine about the test digits and the answers to them: parts of `event-schemas.ts`. */

import * as v from 'valibot';
import type { TestAnswers, TestDigits } from '../../protocol/answers.ts';
import { count, float32, uint32 } from './status-schemas.ts';

const bytes = v.instance(Uint8Array);
const digits = v.pipe(
  bytes,
  v.check((values) => values.every((value) => value <= 9), 'A digit is 0 to 9.'),
);

export const testDigits = v.pipe(
  v.object({ images: bytes, labels: digits }),
  v.check(({ images, labels }) => images.length === labels.length * 28 * 28, 'There is not one image for each label.'),
) satisfies v.GenericSchema<unknown, TestDigits>;

export const testAnswers = v.pipe(
  v.object({
    answers: digits,
    answerProbability: float32,
    labelProbability: float32,
    confusion: v.pipe(
      uint32,
      v.check((counts) => counts.length === 100, 'There are not 10 × 10 counts.'),
    ),
    step: count,
    session: count,
  }),
  v.check(
    ({ answers, answerProbability, labelProbability }) =>
      answerProbability.length === answers.length && labelProbability.length === answers.length,
    'The columns of answers differ in length.',
  ),
) satisfies v.GenericSchema<unknown, TestAnswers>;
