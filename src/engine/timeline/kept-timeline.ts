/** What of a run's past lies beside it on the disk, as the run's own file says it. */

import * as v from 'valibot';
import { count } from '../../protocol/values.ts';

/** What the moments of one run may take: so many, and so much memory. Even the largest network has room for three. */
export const snapshotBudget = { count: 96, bytes: 64 * 2 ** 20 };

const momentSchema = v.object({
  /** Training steps done. */
  step: count,
  /** As of a `Snapshot`. */
  trainLoss: v.nullable(v.number()),
  /** Of the file, in hexadecimal digits: no other one is taken for it. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/** One moment of a run's past, whose weights are in a file of its own. */
export type KeptMoment = Readonly<v.InferOutput<typeof momentSchema>>;

export type KeptTimeline = {
  /** The step that it begins with. */
  readonly first: number;
  readonly moments: readonly KeptMoment[];
};

export const timelineSchema = v.object({
  first: count,
  moments: v.pipe(v.array(momentSchema), v.maxLength(snapshotBudget.count)),
});
