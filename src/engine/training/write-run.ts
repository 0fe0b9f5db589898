/** Saves a run with its past: the run's file lists its moments, so each moment is written first. */

import { signed } from '../system/signed-file.ts';
import type { Past, TimelineFolder } from '../timeline/timeline-folder.ts';
import { writeAtomically } from '../system/write-atomically.ts';
import type { KeptMoment } from '../timeline/kept-timeline.ts';
import { encodeSaved, type SavedWork } from './saved-file.ts';

export type WrittenRun = {
  /** Milliseconds of this thread's time. */
  readonly took: number;
  /** Why part of its past was not saved; null if all was. */
  readonly unkept: unknown;
};

/**
 * Writes moments first and removes unneeded ones last: if interrupted at any time, every listed moment exists. The run
 * has priority: if there is no room for it, moments just written are removed.
 * @param past null: it has none
 * @throws the file system's error; the run's previous file is then intact
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
