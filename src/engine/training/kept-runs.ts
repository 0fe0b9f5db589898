/** Which of the saved runs are kept: the newest, and none that took long is given up for one that can be done again in a moment. */

import { byNewest } from '../system/keep-newest.ts';

export type KeptRun = {
  readonly id: string;
  /** Seconds that its training took. */
  readonly seconds: number;
  /** Whether it is a fine-tuned network, of which one makes many in an evening. */
  readonly fineTuned?: boolean;
  /** When its file was written, in milliseconds since 1970. */
  readonly saved: number;
};

export const mostRuns = 12;

/** So many of them may be fine-tuned networks. */
export const mostFineTuned = 4;

/** So many of them, those saved last, have their timelines beside them. */
export const mostTimelines = 4;

/** Seconds of training under which a run is brief: it goes before any that is not. */
export const briefSeconds = 10;

export const isBrief = ({ seconds }: Pick<KeptRun, 'seconds'>): boolean => seconds < briefSeconds;

/**
 * @param present id of the run that is being saved, which stays in any case; a brief one may be one run too many
 * @param now milliseconds since 1970 @param most that are kept
 */
export function runsToGiveUp(
  runs: readonly KeptRun[],
  present: string,
  now: number,
  most = mostRuns,
): readonly KeptRun[] {
  const allOthers = runs.filter(({ id }) => id !== present).sort(byNewest(({ saved }) => saved, now));
  const isFineTuned = runs.some(({ id, fineTuned }) => id === present && fineTuned);
  const tooMany = allOthers.filter(({ fineTuned }) => fineTuned).slice(isFineTuned ? mostFineTuned - 1 : mostFineTuned);
  const others = allOthers.filter((run) => !tooMany.includes(run));
  const long = others.filter((run) => !isBrief(run));
  const brief = others.filter(isBrief);
  const room = most - 1;
  const roomForLong = runs.some((run) => run.id === present && isBrief(run)) ? most : room;
  return [...tooMany, ...long.slice(roomForLong), ...brief.slice(Math.max(0, room - long.length))];
}
