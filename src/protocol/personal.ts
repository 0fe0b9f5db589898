/** A person's own digits with their labels: a test set of one hand, and material for fine-tuning. */

import * as v from 'valibot';
import { settingRanges } from '../domain/recipe/config.ts';
import { pixelCount } from '../domain/sequence.ts';
import { limits } from '../domain/limits/limits.ts';
import { answerColumns, haveOneLength, noAnswer } from './answers.ts';
import { bytes, count, float64, nothing, type Of, share, whole } from './values.ts';

/** The latest moment that a Date can be. */
const latestTime = 8.64e15;

const isDigit = (value: number) => value <= 9;

const digitColumns = {
  /** [count × 784] bytes, one 28×28 image after the other. */
  images: bytes,
  /** [count] digits 0 to 9: what the person says they are. */
  labels: v.pipe(
    bytes,
    v.check((labels) => labels.every(isDigit), 'A label is 0 to 9.'),
  ),
  /** [count] what the network took them for when they were kept, 0 to 9; 255: nobody knows. */
  answers: v.pipe(
    bytes,
    v.check((answers) => answers.every((value) => isDigit(value) || value === noAnswer), 'An answer is 0 to 9.'),
  ),
  /** [count] when they were kept, milliseconds since 1970. */
  times: v.pipe(
    float64,
    v.check((times) => times.every((time) => Math.abs(time) <= latestTime), 'A time is no date.'),
  ),
};

type DigitColumns = Of<v.ObjectSchema<typeof digitColumns, undefined>>;

function areEqualInLength({ images, labels, answers, times }: DigitColumns): boolean {
  return (
    images.length === labels.length * pixelCount && answers.length === labels.length && times.length === labels.length
  );
}

const columnsDiffer = 'The columns of digits differ in length.';

/** Digits and what is known of them, as columns of equal length. */
const personalDigits = v.pipe(
  v.strictObject({
    ...digitColumns,
    labels: v.pipe(
      digitColumns.labels,
      v.check((labels) => labels.length >= 1 && labels.length <= limits.maxDigitsAtOnce),
    ),
  }),
  v.check(areEqualInLength, columnsDiffer),
);

export type PersonalDigits = Of<typeof personalDigits>;

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

/** All of them, oldest first. */
const personalSet = v.pipe(
  v.object({
    ...digitColumns,
    /** [count] made of the images: equal images are one digit. */
    ids: v.array(id),
    version: count,
  }),
  v.check((set) => areEqualInLength(set) && set.ids.length === set.labels.length, columnsDiffer),
);

export type PersonalSet = Of<typeof personalSet>;

/** What the present network makes of them, in the order of the set of the same version. */
const personalAnswers = v.pipe(
  v.object({ ...answerColumns, version: count }),
  v.check((answers) => haveOneLength(answers), columnsDiffer),
);

export type PersonalAnswers = Of<typeof personalAnswers>;

/** One measurement during fine-tuning; shares from 0 to 1. */
const fineTuneCheck = v.object({
  /** Optimizer steps of the fine-tuning. */
  step: count,
  /** Of the 10,000 test digits read correctly. */
  testAccuracy: share,
  /** Of the person's digits that it learns from. */
  learnedAccuracy: share,
  /** Of the person's digits that were held back. */
  heldBackAccuracy: share,
});

export type FineTuneCheck = Of<typeof fineTuneCheck>;

/**
 * `done`: all steps were taken. `guarded`: the test accuracy fell by more than the limit, and the network returned to
 * earlier weights. `unlearned`: likewise, to the original network. `stopped` by the person, `outrun` by another network
 * shown meanwhile, `failed` with an error: nothing is kept.
 */
const fineTunePhase = v.picklist(['running', 'done', 'guarded', 'unlearned', 'stopped', 'outrun', 'failed']);

export type FineTunePhase = v.InferOutput<typeof fineTunePhase>;

const fineTuning = v.object({
  phase: fineTunePhase,
  step: count,
  totalSteps: count,
  /** Digits of the person that it learns from, and that were held back to measure. */
  learned: count,
  heldBack: count,
  /** The first one is of the network as it was. */
  checks: v.array(fineTuneCheck),
  /** The check whose weights were kept, as an index; null while it runs and where none were. */
  kept: v.nullable(count),
});

export type FineTuning = Of<typeof fineTuning>;

const personalStatus = v.object({
  count,
  /** Changes with the set. */
  version: count,
  /** Whether the set is on the disk; false: it could not be written, and lasts until the engine ends. */
  saved: v.boolean(),
  /** The latest, or null. */
  fineTuning: v.nullable(fineTuning),
});

export type PersonalStatus = Of<typeof personalStatus>;

const ids = v.pipe(v.array(id), v.maxLength(limits.maxDigits));

export const personalRequests = {
  getPersonal: { params: nothing, result: personalStatus },
  getPersonalDigits: { params: nothing, result: personalSet },
  /** At most 1,000 at a time. An existing digit gets the new label and answer. */
  keepDigits: { params: personalDigits, result: personalStatus },
  relabelDigits: { params: v.strictObject({ ids, label: whole(0, 9) }), result: personalStatus },
  removeDigits: { params: v.strictObject({ ids }), result: personalStatus },
  /** Reads them with the present weights. */
  evaluatePersonal: { params: nothing, result: personalAnswers },
  /** Trains the present network on them and on MNIST; answers when it has started. */
  fineTune: { params: v.strictObject({ seed: whole(...settingRanges.seed) }), result: nothing },
  /** Ends it; the network stays as it was. */
  stopFineTuning: { params: nothing, result: nothing },
};

export const personalEvents = {
  personal: personalStatus,
};
