/**
 * The pasts of saved runs on the disk: a folder for each run, and in it a file for each moment's weights, which is written once and
 * never changed. Which of them are the run's, and how each is known to be whole, says the run's own file.
 */

import { isNewer, stampOf, type Versions } from '../../domain/migrate.ts';
import { sameBytes } from '../../domain/bytes.ts';
import { foldersIn, namesIn, removeEmptyFolder, removeFile } from '../system/files.ts';
import { makeFolder } from '../system/make-folder.ts';
import { join } from '../system/paths.ts';
import { sizeOfShape, weightShapes } from '../../domain/recipe/config.ts';
import type { Network } from '../models/network.ts';
import { readFileWithin } from '../system/read-file-within.ts';
import { sha256Hex } from '../system/sha256.ts';
import type { KeptMoment } from './kept-timeline.ts';
import { framed, readFrame, readNumbers, requireNumbers } from '../training/framed.ts';
import { removeLeftovers, writeAtomically } from '../system/write-atomically.ts';
import type { Snapshot, Snapshots } from '../training/snapshots.ts';

/** What of a run's past is to be kept. */
export type Past = Pick<Snapshots, 'first' | 'moments'> & Pick<Network, 'weightsOf'>;

export type WrittenMoments = {
  /** That are on the disk now. */
  readonly moments: readonly KeptMoment[];
  /** Those of them that were not there before. */
  readonly added: readonly KeptMoment[];
  /** Why others are not; null: all are. */
  readonly error: unknown;
  /** Milliseconds of this thread's time. */
  readonly took: number;
};

export type TimelineFolder = {
  readonly path: string;
  /** Of the runs that have a timeline here. */
  ids(): Promise<readonly string[]>;
  /** Writes those that are not there yet, and removes none. */
  write(id: string, past: Past): Promise<WrittenMoments>;
  /** For `Network.restore`; null where the file is missing, altered or another's. */
  read(id: string, moment: KeptMoment, network: Pick<Network, 'config' | 'snapshotOf'>): Promise<Float32Array | null>;
  /** Removes those that `write` has just added. */
  takeBack(id: string, added: readonly KeptMoment[]): Promise<void>;
  /** Removes all others. */
  keepOnly(id: string, moments: readonly KeptMoment[]): Promise<void>;
  /** What a person put there stays. */
  remove(id: string): Promise<void>;
  /** What was left by processes that are no more. */
  removeLeftovers(id: string): Promise<void>;
};

/** The names of all files that are written there, whole. */
const momentFileName = /^\d+\.moment$/;

/** Beside its weights a file holds nothing but its description. */
const mostDescribedBytes = 1024;

const nameOf = ({ step }: Pick<Snapshot, 'step'>) => `${step}.moment`;

/** Where the timelines of a user directory are. */
export function timelinesFolder(userDirectory: string): string {
  return join(userDirectory, 'timelines');
}

/** @param userDirectory its {@link timelinesFolder} is made with the first moment */
export function createTimelineFolder(userDirectory: string): TimelineFolder {
  const path = timelinesFolder(userDirectory);
  /** Weights in memory of which this process knows that they are in a file. */
  const onDisk = new WeakMap<Float32Array, { readonly id: string; readonly sha256: string }>();

  const folderOf = (id: string) => join(path, id);
  const pathOf = (id: string, moment: Pick<Snapshot, 'step'>) => join(folderOf(id), nameOf(moment));
  const names = async (id: string) =>
    (await namesIn(folderOf(id)).catch(() => [])).filter((name) => momentFileName.test(name));

  async function removeFiles(id: string, files: readonly string[]): Promise<void> {
    // No folder: that would be somebody's own.
    for (const name of files) await removeFile(join(folderOf(id), name)).catch(() => undefined);
  }

  async function keepOnly(id: string, moments: readonly KeptMoment[]): Promise<void> {
    const kept = new Set(moments.map(nameOf));
    await removeFiles(
      id,
      (await names(id)).filter((name) => !kept.has(name)),
    );
  }

  /** @returns whether it was not there yet */
  async function writeOnce(id: string, moment: KeptMoment, bytes: Uint8Array): Promise<boolean> {
    const found = await readFileWithin(pathOf(id, moment), bytes.length).catch(() => null);
    if (found && sameBytes(found, bytes)) return false;
    await makeFolder(folderOf(id));
    await writeAtomically(pathOf(id, moment), bytes);
    return true;
  }

  return {
    path,
    ids: () => foldersIn(path).catch(() => []),
    async write(id, past) {
      const there = new Set(await names(id));
      const [moments, added]: KeptMoment[][] = [[], []];
      let error: unknown = null;
      let took = 0;
      for (const { step, trainLoss, weights } of past.moments) {
        const known = onDisk.get(weights);
        if (known?.id === id && there.has(nameOf({ step }))) {
          moments.push({ step, trainLoss, sha256: known.sha256 });
          continue;
        }
        if (error !== null) continue;
        const begun = performance.now();
        const bytes = encodeMoment(id, step, past.weightsOf(weights));
        const moment = { step, trainLoss, sha256: sha256Hex(bytes) };
        took += performance.now() - begun;
        try {
          if (await writeOnce(id, moment, bytes)) added.push(moment);
          onDisk.set(weights, { id, sha256: moment.sha256 });
          moments.push(moment);
        } catch (cause) {
          error = cause;
        }
      }
      return { moments, added, error, took };
    },
    async read(id, moment, network) {
      try {
        const shapes = weightShapes(network.config);
        const sizes = shapes.map(({ shape }) => sizeOfShape(shape));
        const most = sizes.reduce((sum, size) => sum + size * Float32Array.BYTES_PER_ELEMENT, mostDescribedBytes);
        const bytes = await readFileWithin(pathOf(id, moment), most);
        if (sha256Hex(bytes) !== moment.sha256 || isNewer(versions, readFrame(bytes))) return null;
        const weights = readNumbers(bytes, sizes).map((values, index) => ({ ...shapes[index], values }));
        requireNumbers(weights);
        const copy = network.snapshotOf(weights);
        onDisk.set(copy, { id, sha256: moment.sha256 });
        return copy;
      } catch {
        return null;
      }
    },
    takeBack: (id, added) => removeFiles(id, added.map(nameOf)),
    keepOnly,
    async remove(id) {
      await keepOnly(id, []);
      await removeEmptyFolder(folderOf(id)).catch(() => undefined);
    },
    removeLeftovers: (id) => removeLeftovers(folderOf(id), momentFileName),
  };
}

const versions = { format: 'gatescope-moment', ups: [] } as const satisfies Versions;

/** Behind the description: the weights. */
function encodeMoment(run: string, step: number, weights: ReturnType<Network['weightsOf']>): Uint8Array {
  return framed(
    { ...stampOf(versions), run, step },
    weights.map(({ values }) => values),
  );
}
