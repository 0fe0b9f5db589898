/**
 * Runs and fine-tuned networks on the disk: one file each, replaced whole by the next. Which are kept says `kept-runs.ts`. Before the
 * bytes of `saved-file.ts` stands their sha256, so that a file that was altered or half written is never taken for a run.
 */

import type { NewerRun, SavedRun } from '../../protocol/saved-runs.ts';
import { GatescopeError, messageOf } from '../../domain/errors.ts';
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
import { isBrief, mostTimelines, runsToGiveUp } from './kept-runs.ts';
import { decodeSaved, encodeSaved, isRun, type SavedWork } from './saved-file.ts';
import { writeRun } from './write-run.ts';

export type CheckpointFolder = {
  /** The most seconds after which a run that trains is to be saved again. */
  readonly saveSeconds: number;
  /**
   * @param past of a run
   * @returns milliseconds of this thread's time that it took, during which nothing else was done
   * @throws GatescopeError `checkpointUnsaved`; what the run's file was before, it still is. `timelineUnsaved`; the run itself is saved
   */
  save(id: string, work: SavedWork, past?: Past | null): Promise<number>;
  /** Newest first; files that are no checkpoints are left out, and left alone. */
  list(): Promise<SavedRun[]>;
  /** What a newer version has saved, newest first. */
  listNewer(): Promise<NewerRun[]>;
  /** @throws GatescopeError `checkpointUnusable`, `checkpointNewer` */
  load(id: string): Promise<SavedWork>;
  /** Of what `load` says of a run's past. */
  loadMoment: TimelineFolder['read'];
  /** @throws GatescopeError `checkpointUnusable`: no run goes on with another number of digits than it was trained on */
  requireDigits(id: string, work: SavedWork, digits: number): void;
  /**
   * Of a run that this process does not show. @param name undefined: none of its own
   * @throws GatescopeError `runElsewhere`, `runUnnamed`, and as `load`; the file is then as it was
   */
  rename(id: string, name: string | undefined): Promise<void>;
  /** @throws GatescopeError `runElsewhere`, `checkpointNewer` */
  remove(id: string): Promise<void>;
  /** To be called before a run goes on. @returns whether its file is this process's now; if not, another one shows it */
  claim(id: string): Promise<boolean>;
  /** To be called when it is not shown any more. */
  letGo(id: string): Promise<void>;
};

const ending = '.run';

/** No run is larger: the largest network's weights and moments take 64 MB, 100 epochs of batches of one digit 96 MB. */
const mostBytes = 256 * 2 ** 20;

/** Names a run by the moment it began, so that names sort by age. @param entropy tells runs of one moment apart */
export function runId(began: Date, entropy: number): string {
  const moment = began.toISOString().replace(/\D/g, '').slice(0, 14);
  return `${moment}-${Math.floor(entropy * 36 ** 4)
    .toString(36)
    .padStart(4, '0')}`;
}

/** The names of all files that are written there. */
export const runFileName = /^\d{14}-[0-9a-z]{4}\.run$/;

/** Where the runs of a user directory are. */
export function runsFolder(userDirectory: string): string {
  return join(userDirectory, 'runs');
}

/** The build of the kernels on which the newest run was trained, if it was not done: whoever comes back goes on with that one. */
export async function kernelsToGoOnWith(userDirectory: string): Promise<string | undefined> {
  const newest = (await createCheckpointFolder(userDirectory).list()).find(({ elsewhere }) => !elsewhere);
  return newest && newest.step < newest.goal ? newest.kernels : undefined;
}

/**
 * Clears away what processes left there that are no more: writes that were cut off, and timelines whose run is gone. To be called
 * before this process writes there.
 */
export async function removeLeftoversOfRuns(userDirectory: string): Promise<void> {
  const folder = runsFolder(userDirectory);
  const timelines = createTimelineFolder(userDirectory);
  const { isElsewhere } = createOpenRuns(userDirectory);
  await removeLeftovers(folder, runFileName);
  for (const id of await timelines.ids()) {
    await timelines.removeLeftovers(id);
    // Where another process saves a run for the first time, its moments are there before the run is.
    if (runFileName.test(id + ending) && (await isAbsent(join(folder, id + ending))) && !(await isElsewhere(id)))
      await timelines.remove(id);
  }
}

/** @param userDirectory its {@link runsFolder} is made with the first run */
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
    const file = await readFileWithin(path, mostBytes).catch((error: unknown) => {
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

  /** Runs that this process has made room for, as they now are: a brief one needs more once it is not brief any more. */
  const placed = new Map<string, { readonly brief: boolean }>();

  /** @param hasPast whether it takes a timeline's place, too: it does before its first moment is there */
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
    for (const given of runsToGiveUp(kept, id, Date.now(), mostTimelines)) await timelines.remove(given.id);
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
    loadMoment: (id, moment, network) => timelines.read(id, moment, network),
    requireDigits(id, work, digits) {
      if (isRun(work) && work.digits !== digits)
        throw unusable(pathOf(id), `it was trained on ${work.digits} other digits`);
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
        // It is not newer for having a name.
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
  const message = `The run cannot be saved in ${folder} (${why}): that is tried again within a minute. Make room or allow writing there.`;
  return new GatescopeError('checkpointUnsaved', message, { folder, why });
}

function timelineUnsaved(folder: string, error: unknown): GatescopeError {
  const why = messageOf(error);
  const message = `The run is saved, but not all of its timeline in ${folder} (${why}): that is tried again within a minute. Make room or allow writing there.`;
  return new GatescopeError('timelineUnsaved', message, { folder, why });
}

function unusable(file: string, why: string): GatescopeError {
  const message = `The saved run ${file} cannot be gone on with: ${why}. Remove it, or begin a new run.`;
  return new GatescopeError('checkpointUnusable', message, { file, why });
}

function unnamed(folder: string, error: unknown): GatescopeError {
  const why = messageOf(error);
  const message = `The name cannot be saved in ${folder} (${why}): the run keeps its former one. Make room or allow writing there.`;
  return new GatescopeError('runUnnamed', message, { folder, why });
}

function newer(file: string): GatescopeError {
  const message = `The saved run ${file} was made by a newer Gatescope: update this one to open it. It stays where it is.`;
  return new GatescopeError('checkpointNewer', message, { file });
}

function elsewhere(): GatescopeError {
  const message = 'Another Gatescope shows this run. Close it there first.';
  return new GatescopeError('runElsewhere', message);
}
