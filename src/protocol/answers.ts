/** The test digits, and the network's answers to all of them. */

import * as v from 'valibot';
import { settingRanges } from '../domain/recipe/config.ts';
import { pixelCount } from '../domain/sequence.ts';
import { limits } from '../domain/limits/limits.ts';
import { bytes, classes, classIndex, confusion, count, float32, nothing, type Of, pixels, whole } from './values.ts';

export const testIndex = whole(0, limits.maxDataSetImages - 1);

const digit = v.object({ pixels, label: classIndex });

export type Digit = Of<typeof digit>;

/** Consecutive digits of the test set. */
export const testDigits = v.pipe(
  v.object({
    /** [count × 784] bytes, one 28×28 image after the other. */
    images: bytes,
    /** [count] the class of each: 0 to 9 of MNIST. */
    labels: classes,
  }),
  v.check(
    ({ images, labels }) => images.length === labels.length * pixelCount,
    'There is not one image for each label.',
  ),
);

export type TestDigits = Of<typeof testDigits>;

/** Replaces a class if a network has no answer because its numbers are not finite. */
export const noAnswer = 255;

/** Answers as columns, one entry for each digit. */
export const answerColumns = {
  /** [count] the class of each: 0 to 9 of MNIST; or {@link noAnswer}. */
  answers: v.pipe(
    bytes,
    v.check(
      (values) => values.every((value) => value < settingRanges.classes[1] || value === noAnswer),
      'An answer is no class.',
    ),
  ),
  /** [count] probability of each answer, 0 to 1; NaN if there is none. */
  answerProbability: float32,
  /** [count] probability of the true class, 0 to 1; equals `answerProbability` if the answer is right. */
  labelProbability: float32,
  /** [classes × classes] counts; row: true class, column: answer; what has no answer is not counted. */
  confusion,
  /** Training step of the weights. */
  step: count,
  /** `EngineStatus.session` of the network. */
  session: count,
};

type AnswerColumns = Of<v.ObjectSchema<typeof answerColumns, undefined>>;

/** Whether the columns of answers have equal lengths; for `v.check`. */
export function haveOneLength({ answers, answerProbability, labelProbability }: AnswerColumns): boolean {
  return answerProbability.length === answers.length && labelProbability.length === answers.length;
}

/** One entry for each test digit, in the order of the test set. */
const testAnswers = v.pipe(v.object(answerColumns), v.check(haveOneLength, 'The columns of answers differ in length.'));

export type TestAnswers = Of<typeof testAnswers>;

export const answerRequests = {
  getTestDigit: { params: v.strictObject({ index: testIndex }), result: digit },
  /** Several digits of the test set, fewer where it ends. */
  getTestDigits: {
    params: v.strictObject({ first: testIndex, count: whole(1, limits.maxTestDigitsAtOnce) }),
    result: testDigits,
  },
  /** The present weights' answers to every test digit (`RunStatus.evaluating` shows progress); null if cancelled. */
  getAnswers: { params: nothing, result: v.nullable(testAnswers) },
  /** Cancels `getAnswers`, also while queued; training continues. */
  cancelAnswers: { params: nothing, result: nothing },
};
