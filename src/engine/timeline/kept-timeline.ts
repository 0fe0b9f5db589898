/** The moments stored beside a run, as listed in the run's file. */

import * as v from 'valibot';
import { count } from '../../protocol/values.ts';
import { limits } from '../../domain/limits/limits.ts';

/** Limits for one run's moments: number and bytes. */
export const snapshotBudget = { count: limits.maxMoments, bytes: limits.maxMomentsBytes };

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
  moments: v.pipe(v.array(momentSchema), v.maxLength(limits.maxMoments)),
});
