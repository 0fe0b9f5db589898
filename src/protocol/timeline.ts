/** The moments of a run whose weights are kept, and what the network made of a digit at each of them. */

import * as v from 'valibot';
import { digitSource, readingFields, trace } from './trace.ts';
import { count, finite, float32, nothing, type Of, share, uint32 } from './values.ts';

const timelineMoment = v.object({
  /** Training steps done. */
  step: count,
  /** Epochs done, fractional. */
  epoch: finite,
  /** Mean loss of the last 20 batches before it, in nats; null before the first. */
  trainLoss: v.nullable(finite),
  /** Share of the test digits read correctly, 0 to 1; null where nobody has measured it. */
  testAccuracy: v.nullable(share),
});

export type TimelineMoment = Of<typeof timelineMoment>;

const timeline = v.object({
  /** `EngineStatus.session` of the run. */
  session: count,
  /** From the first to the newest; none of a network that came from a file. */
  moments: v.pipe(
    v.array(timelineMoment),
    v.check(
      (moments) => moments.every(({ step }, index) => index === 0 || step > moments[index - 1].step),
      'The moments are not in the order of their steps.',
    ),
  ),
});

export type Timeline = Of<typeof timeline>;

/** The answer to one digit in the course of training. */
const readingThroughTime = v.pipe(
  v.object({
    session: count,
    /** [moments] their steps, ascending. */
    steps: uint32,
    /** [moments × classes] the answer after the last step of the digit. */
    probabilities: float32,
  }),
  v.check(
    ({ steps, probabilities }) =>
      steps.length === 0 ? probabilities.length === 0 : Number.isInteger(probabilities.length / steps.length),
    'There are not as many probabilities for each moment.',
  ),
);

export type ReadingThroughTime = Of<typeof readingThroughTime>;

export const timelineRequests = {
  getTimeline: { params: nothing, result: timeline },
  /**
   * How a digit was read at the moment nearest to a step; the trace contains the moment's step. null: the session is no
   * longer shown, or has no moments.
   */
  traceAt: {
    params: v.strictObject({ session: count, step: count, source: digitSource, ...readingFields }),
    result: v.nullable(trace),
  },
  /** The answers to one digit at all moments after step `after` (−1: all); null as above. */
  readingThroughTime: {
    params: v.strictObject({
      session: count,
      after: v.pipe(v.number(), v.integer(), v.minValue(-1)),
      source: digitSource,
      order: readingFields.order,
    }),
    result: v.nullable(readingThroughTime),
  },
};

export const timelineEvents = {
  /** Moments were added, dropped or measured; sent with the steps, not more often. */
  timeline,
};
