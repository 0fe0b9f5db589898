/**
 * The pasts of saved runs on disk: a folder per run with a file per moment's weights, written once and never changed.
 * The run's own file lists its moments with their checksums.
 */

import { isNewer, stampOf, type Versions } from '../../domain/migrate.ts';
import { sameBytes } from '../../domain/bytes.ts';
import { foldersIn, namesIn, removeEmptyFolder, removeFile } from '../system/files.ts';
import { makeFolder } from '../system/make-folder.ts';
import { join } from '../system/paths.ts';
import { sizeOfShape, weightShapes } from '../../domain/recipe/config.ts';
import { limits } from '../../domain/limits/limits.ts';
import type { Network } from '../models/network.ts';
import { readFileWithin } from '../system/read-file-within.ts';
import { sha256Hex } from '../system/sha256.ts';
import type { KeptMoment } from './kept-timeline.ts';
import { framed, NewerCheckpoint, readFrame, readNumbers, requireNumbers } from '../training/framed.ts';
import { removeLeftovers, writeAtomically } from '../system/write-atomically.ts';
import type { Snapshot, Snapshots } from '../training/snapshots.ts';

/** The part of a run's past to save. */
export type Past = Pick<Snapshots, 'first' | 'moments'> & Pick<Network, 'weightsOf'>;

export type WrittenMoments = {
  /** On disk now. */
  readonly moments: readonly KeptMoment[];
  /** Those newly written. */
  readonly added: readonly KeptMoment[];
  /** Why others are missing; null: none are. */
  readonly error: unknown;
  /** Milliseconds of this thread's time. */
  readonly took: number;
};

export type TimelineFolder = {
  readonly path: string;
  /** Ids of the runs that have a timeline here. */
  ids(): Promise<readonly string[]>;
  /** Writes missing moments and removes none. */
  write(id: string, past: Past): Promise<WrittenMoments>;
  /**
   * Weights for `Network.restore`; null if the file is missing, altered or another's.
   * @throws NewerCheckpoint if a newer version of Gatescope wrote it
   */
  read(id: string, moment: KeptMoment, network: Pick<Network, 'config' | 'snapshotOf'>): Promise<Float32Array | null>;
  /** Removes what `write` has just added. */
  takeBack(id: string, added: readonly KeptMoment[]): Promise<void>;
  /** Removes all other moments. */
  keepOnly(id: string, moments: readonly KeptMoment[]): Promise<void>;
  /** Removes the run's moments; a person's files stay. */
  remove(id: string): Promise<void>;
  /** Removes what dead processes left. */
  removeLeftovers(id: string): Promise<void>;
};

/** Matches complete files only. */
const momentFileName = /^\d+\.moment$/;

const nameOf = ({ step }: Pick<Snapshot, 'step'>) => `${step}.moment`;

/** Folder of timelines within a user directory. */
export function timelinesFolder(userDirectory: string): string {
  return join(userDirectory, 'timelines');
}

/** @param userDirectory its {@link timelinesFolder} is created with the first moment */
export function createTimelineFolder(userDirectory: string): TimelineFolder {
  const path = timelinesFolder(userDirectory);
  /** Weights in memory known to be in a file. */
  const onDisk = new WeakMap<Float32Array, { readonly id: string; readonly sha256: string }>();

  const folderOf = (id: string) => join(path, id);
  const pathOf = (id: string, moment: Pick<Snapshot, 'step'>) => join(folderOf(id), nameOf(moment));
  const names = async (id: string) =>
    (await namesIn(folderOf(id)).catch(() => [])).filter((name) => momentFileName.test(name));

  async function removeFiles(id: string, files: readonly string[]): Promise<void> {
    // Never a folder: that would be a person's own.
    for (const name of files) await removeFile(join(folderOf(id), name)).catch(() => undefined);
  }

  async function keepOnly(id: string, moments: readonly KeptMoment[]): Promise<void> {
    const kept = new Set(moments.map(nameOf));
    await removeFiles(
      id,
      (await names(id)).filter((name) => !kept.has(name)),
    );
  }

  /** @returns whether it was missing */
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
        const most = sizes.reduce(
          (sum, size) => sum + size * Float32Array.BYTES_PER_ELEMENT,
          limits.maxMomentHeaderBytes,
        );
        const bytes = await readFileWithin(pathOf(id, moment), most);
        if (sha256Hex(bytes) !== moment.sha256) return null;
        if (isNewer(versions, readFrame(bytes))) throw new NewerCheckpoint();
        const weights = readNumbers(bytes, sizes).map((values, index) => ({ ...shapes[index], values }));
        requireNumbers(weights);
        const copy = network.snapshotOf(weights);
        onDisk.set(copy, { id, sha256: moment.sha256 });
        return copy;
      } catch (error) {
        if (error instanceof NewerCheckpoint) throw error;
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

/** Layout after the description: the weights. */
function encodeMoment(run: string, step: number, weights: ReturnType<Network['weightsOf']>): Uint8Array {
  return framed(
    { ...stampOf(versions), run, step },
    weights.map(({ values }) => values),
  );
}
