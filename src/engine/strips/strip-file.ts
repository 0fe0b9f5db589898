/** A trained reader of strips as a file, shipped or kept: signed, with the settings and measurements of its training. */

import * as v from 'valibot';
import { GatescopeError, messageOf } from '../../domain/errors.ts';
import { firstIssue } from '../../domain/first-issue.ts';
import { limits } from '../../domain/limits/limits.ts';
import { isNewer, isStored, migrate, stampEntries, stampOf, type Up, type Versions } from '../../domain/migrate.ts';
import { sizeOfShape } from '../../domain/recipe/config.ts';
import { type StripModel, stripModels } from '../../domain/strips/strip-models.ts';
import type { StripSettings } from '../../domain/strips/strip-settings.ts';
import { stripProgress, stripSettings, type StripProgress } from '../../protocol/strips.ts';
import { count } from '../../protocol/values.ts';
import type { OptimizerState } from '../kernels/threads/jobs.ts';
import type { Weight } from '../models/network.ts';
import { basename, dirname, join } from '../system/paths.ts';
import { makeFolder } from '../system/make-folder.ts';
import { readFileWithin } from '../system/read-file-within.ts';
import { signed, unsigned } from '../system/signed-file.ts';
import { writeAtomically } from '../system/write-atomically.ts';
import { framed, readFrame, readNumbers, requireNumbers } from '../training/framed.ts';
import { stripWeightShapes } from './strip-network.ts';

export type StoredStripReader = {
  readonly settings: StripSettings;
  /** Optimizer steps done. */
  readonly step: number;
  readonly progress: readonly StripProgress[];
  /** Training since the latest measurement. */
  readonly since: LossSince;
  readonly weights: readonly Weight[];
  /** To train on from here; null: its training has ended. */
  readonly optimizer: OptimizerState | null;
};

/** Summed losses of so many steps. */
export type LossSince = { readonly loss: number; readonly steps: number };

export const nothingSince: LossSince = { loss: 0, steps: 0 };

/** Version 1 knew encoders of one layer only, and Transformers of two blocks. */
const withLayers: Up = ({ reader, ...rest }) => {
  if (!isStored(reader) || !isStored(reader.settings)) return { reader, ...rest };
  return {
    ...rest,
    reader: { ...reader, settings: { ...reader.settings, layers: reader.settings.model === 'transformer' ? 2 : 1 } },
  };
};

const versions = { format: 'gatescope-strip-reader', ups: [withLayers] } as const satisfies Versions;

/** As JSON: no typed arrays. */
const storedProgress = v.pipe(
  v.object({ ...stripProgress.entries, wholeRight: v.array(v.number()) }),
  v.transform((progress): StripProgress => ({ ...progress, wholeRight: Float32Array.from(progress.wholeRight) })),
);

const schema = v.object({
  ...stampEntries(versions),
  reader: v.object({
    ...{ settings: stripSettings, step: count, progress: v.array(storedProgress) },
    since: v.optional(v.object({ loss: v.number(), steps: count }), nothingSince),
    /** Whether the optimizer's means stand after the weights, in their order. */
    hasOptimizer: v.optional(v.boolean(), false),
  }),
});

/** Where a model's shipped reader is, by model; null: none is shipped. */
export function shippedStripFiles(folder: string | null): (model: StripModel) => string | null {
  return (model) => (folder !== null && stripModels[model].isShipped ? shippedStripFile(folder, model) : null);
}

/** Where a model's shipped reader belongs. */
export function shippedStripFile(folder: string, model: StripModel): string {
  return join(folder, `${model}.strips`);
}

/** Folder of the trained reader within a user directory. */
export function stripFolder(userDirectory: string): string {
  return join(userDirectory, 'strip-reader');
}

/** Matches every file written to {@link stripFolder}. */
export const keptStripFileName = /^trained\.strips$/;

/** The reader trained last, in its {@link stripFolder}. */
export function keptStripFile(userDirectory: string): string {
  return join(stripFolder(userDirectory), 'trained.strips');
}

/** @throws GatescopeError `modelMissing` if there is no such file, `modelInvalid` if it is unusable or newer */
export async function loadStripReader(path: string): Promise<StoredStripReader> {
  const file = await readFileWithin(path, limits.maxStripReaderBytes).catch((error: unknown) => {
    throw new GatescopeError('modelMissing', `There is no reader of strips at ${path} (${messageOf(error)}).`, {
      ...{ folder: dirname(path), file: basename(path) },
    });
  });
  try {
    const bytes = unsigned(file);
    if (!bytes) throw new Error('it was altered or truncated');
    const described = readFrame(bytes);
    if (isNewer(versions, described)) throw new Error('it was made by a newer Gatescope');
    const parsed = v.parse(schema, migrate(versions, described), firstIssue);
    const { settings, hasOptimizer, ...about } = parsed.reader;
    const shapes = stripWeightShapes(settings);
    const lengths = shapes.map(({ shape }) => sizeOfShape(shape));
    const arrays = readNumbers(bytes, hasOptimizer ? [...lengths, ...lengths, ...lengths] : lengths);
    const weights = shapes.map(({ name, shape }, index) => ({ name, shape, values: arrays[index] }));
    const moments = [1, 2].map((part) => arrays.slice(part * shapes.length, (part + 1) * shapes.length));
    requireNumbers(weights);
    return { ...about, settings, weights, optimizer: hasOptimizer ? { step: about.step, moments } : null };
  } catch (error) {
    const problem = messageOf(error);
    throw new GatescopeError('modelInvalid', `The reader of strips ${path} is unusable: ${problem}.`, {
      ...{ folder: dirname(path), file: basename(path), problem },
    });
  }
}

/** Whether a newer version wrote the file, which then stays. */
async function isLater(path: string): Promise<boolean> {
  const file = await readFileWithin(path, limits.maxStripReaderBytes).catch(() => null);
  const bytes = file && unsigned(file);
  try {
    return bytes !== null && isNewer(versions, readFrame(bytes));
  } catch {
    return false;
  }
}

/** @throws GatescopeError `stripReaderUnsaved`; the previous file is then intact */
export async function saveStripReader(
  path: string,
  { weights, optimizer, progress, ...about }: StoredStripReader,
): Promise<void> {
  const folder = dirname(path);
  try {
    const plain = progress.map((at) => ({ ...at, wholeRight: [...at.wholeRight] }));
    const described = { ...stampOf(versions), reader: { ...about, progress: plain, hasOptimizer: optimizer !== null } };
    if (await isLater(path)) throw new Error('a newer Gatescope keeps its own there');
    await makeFolder(folder);
    const values = [...weights.map((weight) => weight.values), ...(optimizer?.moments.flat() ?? [])];
    await writeAtomically(path, signed(framed(described, values)));
  } catch (error) {
    const why = messageOf(error);
    const message = `Cannot save the strip reader in ${folder} (${why}). It lasts until Gatescope closes: free up space or allow writing there.`;
    throw new GatescopeError('stripReaderUnsaved', message, { folder, why });
  }
}
