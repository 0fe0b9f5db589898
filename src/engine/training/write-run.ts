/** Brings a run to the disk together with its past: the run's file names the moments, so each of them is there before it is named. */

import { signed } from '../system/signed-file.ts';
import type { Past, TimelineFolder } from '../timeline/timeline-folder.ts';
import { writeAtomically } from '../system/write-atomically.ts';
import type { KeptMoment } from '../timeline/kept-timeline.ts';
import { encodeSaved, type SavedWork } from './saved-file.ts';

export type WrittenRun = {
  /** Milliseconds of this thread's time. */
  readonly took: number;
  /** Why some of its past is not kept; null: all is. */
  readonly unkept: unknown;
};

/**
 * Moments are written first, those that are wanted no longer are removed last: whenever this is cut off, all are there that the run's
 * file names. The run itself goes before its past: where no room is left for it, what was written of that just now makes way.
 * @param past null: it has none
 * @throws the file system's error; what the run's file was before, it still is
 */
export async function writeRun(
  path: string,
  id: string,
  work: SavedWork,
  past: Past | null,
  timelines: TimelineFolder,
): Promise<WrittenRun> {
  let took = 0;

  async function write(moments: readonly KeptMoment[]): Promise<void> {
    const begun = performance.now();
    const parts = signed(encodeSaved(past ? { ...work, timeline: { first: past.first, moments } } : work));
    took += performance.now() - begun;
    await writeAtomically(path, parts);
    if (past) await timelines.keepOnly(id, moments);
  }

  if (!past) {
    await write([]);
    return { took, unkept: null };
  }
  const { moments, added, error: unkept, took: tookToo } = await timelines.write(id, past);
  took += tookToo;
  try {
    await write(moments);
    return { took, unkept };
  } catch (error) {
    if (added.length === 0) throw error;
    await timelines.takeBack(id, added);
    await write(moments.filter((moment) => !added.includes(moment)));
    return { took, unkept: error };
  }
}
