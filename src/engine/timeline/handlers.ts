/** Handlers for requests about the run's past. */

import type { EngineFunctions } from '../../protocol/api.ts';
import type { TimelineReader } from './timeline.ts';

type TimelineFunctions = Pick<EngineFunctions, 'getTimeline' | 'traceAt' | 'readingThroughTime'>;

/** Makes the handlers for requests about the run's past. */
export function timelineHandlers(reader: TimelineReader): TimelineFunctions {
  return {
    getTimeline: () => Promise.resolve(reader.timeline()),
    // Async, so that an exception rejects.
    traceAt: async ({ session, step, ...reading }) => Promise.resolve(reader.traceAt(session, step, reading)),
    readingThroughTime: ({ session, after, ...reading }) => reader.readingThroughTime(session, after, reading),
  };
}
