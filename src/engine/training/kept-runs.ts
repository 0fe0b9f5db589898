/** Decides which saved runs to keep: the newest, without dropping a long run for a brief one. */

import { byNewest } from '../system/keep-newest.ts';
import { limits } from '../../domain/limits/limits.ts';

export type KeptRun = {
  readonly id: string;
  /** Training time in seconds. */
  readonly seconds: number;
  /** Whether it is a fine-tuned network, which people make many of. */
  readonly fineTuned?: boolean;
  /** When its file was written, in milliseconds since 1970. */
  readonly saved: number;
};

/** Runs trained for less time (in seconds) are brief and dropped first. */
export const briefSeconds = 10;

export const isBrief = ({ seconds }: Pick<KeptRun, 'seconds'>): boolean => seconds < briefSeconds;

/**
 * @param present id of the run being saved, which is kept in any case; a brief one may be one too many
 * @param now milliseconds since 1970
 * @param most how many to keep
 * @returns the runs to remove
 */
export function runsToGiveUp(
  runs: readonly KeptRun[],
  present: string,
  now: number,
  most: number = limits.maxRuns,
): readonly KeptRun[] {
  const allOthers = runs.filter(({ id }) => id !== present).sort(byNewest(({ saved }) => saved, now));
  const isFineTuned = runs.some(({ id, fineTuned }) => id === present && fineTuned);
  const tooMany = allOthers
    .filter(({ fineTuned }) => fineTuned)
    .slice(isFineTuned ? limits.maxFineTunedRuns - 1 : limits.maxFineTunedRuns);
  const others = allOthers.filter((run) => !tooMany.includes(run));
  const long = others.filter((run) => !isBrief(run));
  const brief = others.filter(isBrief);
  const room = most - 1;
  const roomForLong = runs.some((run) => run.id === present && isBrief(run)) ? most : room;
  return [...tooMany, ...long.slice(roomForLong), ...brief.slice(Math.max(0, room - long.length))];
}
