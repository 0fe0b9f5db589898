/** What may come from the engine about the test digits and the answers to them: parts of `event-schemas.ts`. */

import * as v from 'valibot';
import type { TestAnswers, TestDigits } from '../../../protocol/answers.ts';
import { count, float32, uint32 } from './status-schemas.ts';

const bytes = v.instance(Uint8Array);
/** One class for each image; a data set has 100 at most. */
export const classes = v.pipe(
  bytes,
  v.check((values) => values.every((value) => value <= 99), 'A class is 0 to 99.'),
);

export const testDigits = v.pipe(
  v.object({ images: bytes, labels: classes }),
  v.check(({ images, labels }) => images.length === labels.length * 28 * 28, 'There is not one image for each label.'),
) satisfies v.GenericSchema<unknown, TestDigits>;

export const testAnswers = v.pipe(
  v.object({
    answers: classes,
    answerProbability: float32,
    labelProbability: float32,
    confusion: v.pipe(
      uint32,
      v.check(({ length }) => Number.isInteger(Math.sqrt(length)), 'The counts are not those of classes × classes.'),
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
