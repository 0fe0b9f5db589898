/** What a client asks of the past of the run. */

import type { EngineFunctions } from '../../protocol/api.ts';
import type { TimelineReader } from './timeline.ts';

type TimelineFunctions = Pick<EngineFunctions, 'getTimeline' | 'traceAt' | 'readingThroughTime'>;

export function timelineHandlers(reader: TimelineReader): TimelineFunctions {
  return {
    getTimeline: () => Promise.resolve(reader.timeline()),
    // A promise even where it throws.
    traceAt: async ({ session, step, ...reading }) => Promise.resolve(reader.traceAt(session, step, reading)),
    readingThroughTime: ({ session, after, ...reading }) => reader.readingThroughTime(session, after, reading),
  };
}
