/** What a client may ask about a person's own digits: a part of `engine/request-schemas.ts`. */

import * as v from 'valibot';
import type { PersonalDigits, PersonalRequests } from '../../protocol/personal.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { limits } from '../../domain/recipe/config.ts';
import { unknownAnswer } from './digit-changes.ts';
import { mostDigits } from '../../domain/personal-limits.ts';

/** What fits into one frame of the browser host. */
const mostKeptAtOnce = 1_000;

/** The latest moment that a Date can be. */
const latestTime = 8.64e15;

const nothing = v.pipe(
  v.nullish(v.undefined()),
  v.transform(() => undefined),
);

const label = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9));
const ids = v.pipe(v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))), v.maxLength(mostDigits));
const isDigit = (value: number) => value <= 9;

const personalDigits = v.pipe(
  v.strictObject({
    images: v.instance(Uint8Array),
    labels: v.pipe(
      v.instance(Uint8Array),
      v.check((labels) => labels.length >= 1 && labels.length <= mostKeptAtOnce && labels.every(isDigit)),
    ),
    answers: v.pipe(
      v.instance(Uint8Array),
      v.check((answers) => answers.every((value) => isDigit(value) || value === unknownAnswer)),
    ),
    times: v.pipe(
      v.instance(Float64Array),
      v.check((times) => times.every((time) => Math.abs(time) <= latestTime)),
    ),
  }),
  v.check(
    ({ images, labels, answers, times }) =>
      images.length === labels.length * pixelCount &&
      answers.length === labels.length &&
      times.length === labels.length,
    'The columns of digits differ in length.',
  ),
) satisfies v.GenericSchema<unknown, PersonalDigits>;

export const personalRequestSchemas = {
  getPersonal: nothing,
  getPersonalDigits: nothing,
  keepDigits: personalDigits,
  relabelDigits: v.strictObject({ ids, label }),
  removeDigits: v.strictObject({ ids }),
  evaluatePersonal: nothing,
  fineTune: v.strictObject({
    seed: v.pipe(v.number(), v.integer(), v.minValue(limits.seed[0]), v.maxValue(limits.seed[1])),
  }),
  stopFineTuning: nothing,
} satisfies { [Name in keyof PersonalRequests]: v.GenericSchema<unknown, PersonalRequests[Name]['params']> };
