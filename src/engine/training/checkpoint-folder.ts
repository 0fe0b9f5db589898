/**
 * Runs and fine-tuned networks on disk: one file each, replaced atomically by the next save. `kept-runs.ts` decides
 * which are kept. Each file is the sha256 followed by the bytes of `saved-file.ts`, so that an altered or half-written
 * one is detected.
 */

import type { NewerRun, SavedRun } from '../../protocol/saved-runs.ts';
import { GatescopeError, messageOf } from '../../domain/errors.ts';
import { limits } from '../../domain/limits/limits.ts';
import { isAbsent, look, namesIn, removeFile, setModified } from '../system/files.ts';
import { byNewest } from '../system/keep-newest.ts';
import { makeFolder } from '../system/make-folder.ts';
import { join } from '../system/paths.ts';
import { readFileWithin } from '../system/read-file-within.ts';
import { signed, unsigned } from '../system/signed-file.ts';
import { createTimelineFolder, type Past, type TimelineFolder } from '../timeline/timeline-folder.ts';
import { removeLeftovers, writeAtomically } from '../system/write-atomically.ts';
import { type Described, describe, secondsOf } from './describe-run.ts';
import { NewerCheckpoint, UnusableCheckpoint } from './framed.ts';
import { createOpenRuns } from './open-runs.ts';
import { isBrief, runsToGiveUp } from './kept-runs.ts';
import { decodeSaved, encodeSaved, isRun, type SavedWork } from './saved-file.ts';
import { writeRun } from './write-run.ts';

export type CheckpointFolder = {
  /** Maximum seconds between two saves during training. */
  readonly saveSeconds: number;
  /**
   * @param past of a run
   * @returns milliseconds for which it blocked this thread
   * @throws GatescopeError `checkpointUnsaved`: the run's previous file is intact; `timelineUnsaved`: the run itself is
   * saved
   */
  save(id: string, work: SavedWork, past?: Past | null): Promise<number>;
  /** Newest first; skips files that are not checkpoints and leaves them in place. */
  list(): Promise<SavedRun[]>;
  /** What a newer version saved, newest first. */
  listNewer(): Promise<NewerRun[]>;
  /** @throws GatescopeError `checkpointUnusable`, `checkpointNewer` */
  load(id: string): Promise<SavedWork>;
  /** Loads a moment listed by `load`. @throws GatescopeError `checkpointNewer` */
  loadMoment: TimelineFolder['read'];
  /** @throws GatescopeError `checkpointUnusable` unless the run was trained on this number of digits */
  requireDigits(id: string, work: SavedWork, digits: number): void;
  /**
   * For a run not shown by this process.
   * @param name undefined removes the name
   * @throws GatescopeError `runElsewhere`, `runUnnamed`, and as in `load`; the file is then unchanged
   */
  rename(id: string, name: string | undefined): Promise<void>;
  /** @throws GatescopeError `runElsewhere`, `checkpointNewer` */
  remove(id: string): Promise<void>;
  /** Call before resuming a run. @returns whether this process now owns its file; if not, another one shows it */
  claim(id: string): Promise<boolean>;
  /** Call when it is no longer shown. */
  letGo(id: string): Promise<void>;
};

const ending = '.run';

/** Names a run by its start, so that names sort by age. @param entropy distinguishes runs started at the same moment */
export function runId(began: Date, entropy: number): string {
  const moment = began.toISOString().replace(/\D/g, '').slice(0, 14);
  return `${moment}-${Math.floor(entropy * 36 ** 4)
    .toString(36)
    .padStart(4, '0')}`;
}

/** Matches every file written to this folder. */
export const runFileName = /^\d{14}-[0-9a-z]{4}\.run$/;

/** Folder of runs within a user directory. */
export function runsFolder(userDirectory: string): string {
  return join(userDirectory, 'runs');
}

/** The kernel build of the newest run if it is incomplete, since it will probably be resumed. */
export async function kernelsToGoOnWith(userDirectory: string): Promise<string | undefined> {
  const newest = (await createCheckpointFolder(userDirectory).list()).find(({ elsewhere }) => !elsewhere);
  return newest && newest.step < newest.goal ? newest.kernels : undefined;
}

/**
 * Removes what dead processes left: unfinished writes, and timelines without a run. Call before this process writes
 * there.
 */
export async function removeLeftoversOfRuns(userDirectory: string): Promise<void> {
  const folder = runsFolder(userDirectory);
  const timelines = createTimelineFolder(userDirectory);
  const { isElsewhere } = createOpenRuns(userDirectory);
  await removeLeftovers(folder, runFileName);
  for (const id of await timelines.ids()) {
    await timelines.removeLeftovers(id);
    // Another process saving a run for the first time writes its moments before the run.
    if (runFileName.test(id + ending) && (await isAbsent(join(folder, id + ending))) && !(await isElsewhere(id)))
      await timelines.remove(id);
  }
}

/** @param userDirectory its {@link runsFolder} is created with the first run */
export function createCheckpointFolder(userDirectory: string, saveSeconds = 60): CheckpointFolder {
  const folder = runsFolder(userDirectory);
  const openRuns = createOpenRuns(userDirectory);
  const timelines = createTimelineFolder(userDirectory);
  const pathOf = (id: string) => join(folder, id + ending);

  async function names(): Promise<string[]> {
    const files = await namesIn(folder).catch(() => []);
    return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
  }

  const describeFiles = async () =>
    Promise.all((await names()).map(async (id) => describe(id, pathOf(id), await openRuns.isElsewhere(id))));

  const describeAll = async (): Promise<readonly Described[]> =>
    (await describeFiles()).filter((found) => found !== null && 'run' in found);

  const sorted = <Saved extends { readonly saved: string }>(found: Saved[]): Saved[] =>
    found.sort(byNewest(({ saved }) => Date.parse(saved), Date.now()));

  async function load(id: string): Promise<SavedWork> {
    const path = pathOf(id);
    const file = await readFileWithin(path, limits.maxRunBytes).catch((error: unknown) => {
      throw unusable(path, messageOf(error));
    });
    const bytes = unsigned(file);
    if (!bytes) throw unusable(path, 'the file was altered or cut');
    return decode(path, bytes);
  }

  async function requireNotNewer(id: string): Promise<void> {
    const found = await describe(id, pathOf(id), false);
    if (found && 'newer' in found) throw newer(pathOf(id));
  }

  /** Runs that this process has made room for: a brief one needs room again once it is no longer brief. */
  const placed = new Map<string, { readonly brief: boolean }>();

  /** @param hasPast whether it also needs room for a timeline, even before its first moment is written */
  async function makeRoomFor(id: string, brief: boolean, hasPast: boolean): Promise<void> {
    if (placed.get(id)?.brief === brief) return;
    placed.set(id, { brief });
    const runs = (await describeAll())
      .filter(({ run }) => !run.elsewhere)
      .map(({ run, ...kept }) => ({ id: run.id, ...kept }));
    const givenUp = runsToGiveUp(runs, id, Date.now());
    for (const given of givenUp) await removeFiles(given.id);
    if (!hasPast) return;
    const withTimeline = new Set([id, ...(await timelines.ids())]);
    const kept = runs.filter((run) => withTimeline.has(run.id) && !givenUp.includes(run));
    for (const given of runsToGiveUp(kept, id, Date.now(), limits.maxTimelines)) await timelines.remove(given.id);
  }

  async function removeFiles(id: string): Promise<void> {
    await removeFile(pathOf(id));
    await timelines.remove(id);
  }

  async function saveRun(id: string, work: SavedWork, past: Past | null) {
    await makeFolder(folder);
    if (await isAbsent(pathOf(id))) {
      placed.delete(id);
      await openRuns.claim(id);
    }
    const written = await writeRun(pathOf(id), id, work, past, timelines);
    await makeRoomFor(id, isBrief({ seconds: isRun(work) ? secondsOf(work) : Infinity }), past !== null);
    return written;
  }

  return {
    saveSeconds,
    async save(id, work, past = null) {
      const { took, unkept } = await saveRun(id, work, past).catch((error: unknown) => {
        throw unsaved(folder, error);
      });
      if (unkept !== null) throw timelineUnsaved(timelines.path, unkept);
      return took;
    },
    list: async () => sorted((await describeAll()).map(({ run }) => run)),
    listNewer: async () =>
      sorted((await describeFiles()).flatMap((found) => (found && 'newer' in found ? found.newer : []))),
    load,
    loadMoment: (id, moment, network) =>
      timelines.read(id, moment, network).catch((error: unknown) => {
        throw error instanceof NewerCheckpoint ? newer(pathOf(id)) : error;
      }),
    requireDigits(id, work, digits) {
      if (isRun(work) && work.digits !== digits)
        throw unusable(pathOf(id), `it was trained on a set of ${work.digits} digits`);
    },
    async rename(id, name) {
      const isOurs = await openRuns.claim(id).catch((error: unknown) => {
        throw unnamed(folder, error);
      });
      if (!isOurs) throw elsewhere();
      try {
        const bytes = encodeSaved({ ...(await load(id)), name });
        const found = await look(pathOf(id));
        await writeAtomically(pathOf(id), signed(bytes));
        // A new name does not make it newer.
        if (found) await setModified(pathOf(id), found.modified);
      } catch (error) {
        throw error instanceof GatescopeError ? error : unnamed(folder, error);
      } finally {
        await openRuns.letGo(id);
      }
    },
    async remove(id) {
      if (await openRuns.isElsewhere(id)) throw elsewhere();
      await requireNotNewer(id);
      await removeFiles(id);
    },
    claim: openRuns.claim,
    letGo: openRuns.letGo,
  };
}

function decode(path: string, bytes: Uint8Array): SavedWork {
  try {
    return decodeSaved(bytes);
  } catch (error) {
    if (error instanceof NewerCheckpoint) throw newer(path);
    throw error instanceof UnusableCheckpoint ? unusable(path, error.message) : error;
  }
}

function unsaved(folder: string, error: unknown): GatescopeError {
  const why = messageOf(error);
  const message = `Cannot save the run in ${folder} (${why}); Gatescope retries within a minute. Free up space or allow writing there.`;
  return new GatescopeError('checkpointUnsaved', message, { folder, why });
}

function timelineUnsaved(folder: string, error: unknown): GatescopeError {
  const why = messageOf(error);
  const message = `The run is saved, but part of its timeline could not be saved in ${folder} (${why}); Gatescope retries within a minute. Free up space or allow writing there.`;
  return new GatescopeError('timelineUnsaved', message, { folder, why });
}

function unusable(file: string, why: string): GatescopeError {
  const message = `Cannot resume the saved run ${file}: ${why}. Remove it, or start a new run.`;
  return new GatescopeError('checkpointUnusable', message, { file, why });
}

function unnamed(folder: string, error: unknown): GatescopeError {
  const why = messageOf(error);
  const message = `Cannot save the name in ${folder} (${why}); the run keeps its previous one. Free up space or allow writing there.`;
  return new GatescopeError('runUnnamed', message, { folder, why });
}

function newer(file: string): GatescopeError {
  const message = `The saved run ${file} was made by a newer Gatescope: update Gatescope to open it. The file stays.`;
  return new GatescopeError('checkpointNewer', message, { file });
}

function elsewhere(): GatescopeError {
  const message = 'This run is open in another Gatescope: close it there first.';
  return new GatescopeError('runElsewhere', message);
}
