/** What may come from the engine about the past of the run. */

import * as v from 'valibot';
import type { ReadingThroughTime, Timeline } from '../../../protocol/timeline.ts';
import { count, finite, float32, share, uint32 } from './status-schemas.ts';

const moment = v.object({
  step: count,
  epoch: finite,
  trainLoss: v.nullable(finite),
  testAccuracy: v.nullable(share),
});

export const timeline = v.object({
  session: count,
  moments: v.pipe(
    v.array(moment),
    v.check(
      (moments) => moments.every(({ step }, index) => index === 0 || step > moments[index - 1].step),
      'The moments are not in the order of their steps.',
    ),
  ),
}) satisfies v.GenericSchema<unknown, Timeline>;

export const readingThroughTime = v.pipe(
  v.object({ session: count, steps: uint32, probabilities: float32 }),
  v.check(
    ({ steps, probabilities }) =>
      steps.length === 0 ? probabilities.length === 0 : Number.isInteger(probabilities.length / steps.length),
    'There are not as many probabilities for each moment.',
  ),
) satisfies v.GenericSchema<unknown, ReadingThroughTime>;
