/** What may come from the engine about a person's own digits: parts of `event-schemas.ts`. */

import * as v from 'valibot';
import type { PersonalAnswers, PersonalRequests, PersonalSet, PersonalStatus } from '../../../protocol/personal.ts';
import { testAnswers } from './answers-schemas.ts';
import { count, nothing, share } from './status-schemas.ts';

const bytes = v.instance(Uint8Array);

export const personalStatus = v.object({
  count,
  version: count,
  saved: v.boolean(),
  fineTuning: v.nullable(
    v.object({
      phase: v.picklist(['running', 'done', 'guarded', 'unlearned', 'stopped', 'outrun', 'failed']),
      step: count,
      totalSteps: count,
      learned: count,
      heldBack: count,
      checks: v.array(v.object({ step: count, testAccuracy: share, learnedAccuracy: share, heldBackAccuracy: share })),
      kept: v.nullable(count),
    }),
  ),
}) satisfies v.GenericSchema<unknown, PersonalStatus>;

const personalSet = v.pipe(
  v.object({
    images: bytes,
    labels: bytes,
    answers: bytes,
    times: v.instance(Float64Array),
    ids: v.array(v.string()),
    version: count,
  }),
  v.check(
    ({ images, labels, answers, times, ids }) =>
      images.length === labels.length * 28 * 28 &&
      [answers, times, ids].every(({ length }) => length === labels.length) &&
      labels.every((label) => label <= 9),
    'The columns of digits differ in length.',
  ),
) satisfies v.GenericSchema<unknown, PersonalSet>;

const personalAnswers = v.intersect([testAnswers, v.object({ version: count })]) satisfies v.GenericSchema<
  unknown,
  PersonalAnswers
>;

/** name → schema of a request's answer. */
export const personalResults: {
  readonly [Name in keyof PersonalRequests]: v.GenericSchema<unknown, PersonalRequests[Name]['result']>;
} = {
  getPersonal: personalStatus,
  getPersonalDigits: personalSet,
  keepDigits: personalStatus,
  relabelDigits: personalStatus,
  removeDigits: personalStatus,
  evaluatePersonal: personalAnswers,
  fineTune: nothing,
  stopFineTuning: nothing,
};
