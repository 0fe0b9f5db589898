/** Runs saved to disk during training, which can be resumed, and fine-tuned networks. */

import * as v from 'valibot';
import { nameSchema } from '../domain/name-schema.ts';
import { modelConfigFields } from '../domain/recipe/recipe-schema.ts';
import { count, nothing, type Of, share } from './values.ts';

/** Part of a file's name, letters, digits and hyphens: nothing that leads out of its folder. */
export const savedRunId = v.pipe(v.string(), v.regex(/^[0-9a-z-]{1,40}$/));

/** ISO date and time. */
const time = v.string();

const savedRun = v.object({
  id: v.string(),
  /** That a person gave it, 1 to 60 characters; null: none. */
  name: v.nullable(v.string()),
  /** `fineTuned`: a network fine-tuned on own digits, which is shown but not resumed. */
  origin: v.picklist(['trained', 'fineTuned']),
  model: v.object(modelConfigFields),
  /** Optimizer steps done, of how many: of a fine-tuned network as many as were done. */
  step: count,
  goal: count,
  /** 0 of a fine-tuned network. */
  stepsPerEpoch: count,
  /** Of its last evaluation, null before the first. */
  testAccuracy: v.nullable(share),
  /** Name of the data set that it is trained on. */
  dataSet: v.string(),
  /** The build of the kernels and the number of threads that computed it: with others the last bits of a number differ. */
  kernels: v.string(),
  threads: count,
  saved: time,
  /** Whether another engine on the same folder shows it: resuming makes a copy. */
  elsewhere: v.boolean(),
});

export type SavedRun = Of<typeof savedRun>;

/** One that this version cannot read; it stays where it is. `saved`: when its file was written. */
const newerRun = v.object({ id: v.string(), saved: time });

export type NewerRun = Of<typeof newerRun>;

export const savedRunRequests = {
  /** Newest first, without the run shown. */
  getSavedRuns: { params: nothing, result: v.array(savedRun) },
  /** Shows a saved run, paused where it was saved; the present one can be brought back. */
  resumeRun: { params: v.strictObject({ id: savedRunId }), result: nothing },
  /** What a newer version of Gatescope has saved, newest first. */
  getNewerRuns: { params: nothing, result: v.array(newerRun) },
  /** `name` null removes the name; the run must not be shown, here or elsewhere. */
  renameSavedRun: { params: v.strictObject({ id: savedRunId, name: v.nullable(nameSchema) }), result: nothing },
  removeSavedRun: { params: v.strictObject({ id: savedRunId }), result: nothing },
};
