/** The moments stored beside a run, as listed in the run's file. */

import * as v from 'valibot';
import { count } from '../../protocol/values.ts';

/** Limits for one run's moments: number and bytes. Even the largest network has room for three. */
export const snapshotBudget = { count: 96, bytes: 64 * 2 ** 20 };

const momentSchema = v.object({
  /** Training steps done. */
  step: count,
  /** As in `Snapshot`. */
  trainLoss: v.nullable(v.number()),
  /** Of the file, in hexadecimal: detects any other file. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/** One moment of a run's past, with its weights in a separate file. */
export type KeptMoment = Readonly<v.InferOutput<typeof momentSchema>>;

export type KeptTimeline = {
  /** First step. */
  readonly first: number;
  readonly moments: readonly KeptMoment[];
};

export const timelineSchema = v.object({
  first: count,
  moments: v.pipe(v.array(momentSchema), v.maxLength(snapshotBudget.count)),
});
