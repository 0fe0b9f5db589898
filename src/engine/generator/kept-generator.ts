/** The row generator trained last and its predecessor on disk: one file each, replaced atomically. */

import * as v from 'valibot';
import type { GeneratorStatus } from '../../protocol/generator.ts';
import { sameBytes } from '../../domain/bytes.ts';
import { GatescopeError, messageOf } from '../../domain/errors.ts';
import { dataSetSchema } from '../../domain/data-set.ts';
import { firstIssue } from '../../domain/first-issue.ts';
import { removeFile } from '../system/files.ts';
import { isNewer, migrate, stampEntries, stampOf, type Stored, type Up, type Versions } from '../../domain/migrate.ts';
import { makeFolder } from '../system/make-folder.ts';
import { join } from '../system/paths.ts';
import { settingRanges, sizeOfShape } from '../../domain/recipe/config.ts';
import { limits } from '../../domain/limits/limits.ts';
import type { Weight } from '../models/network.ts';
import { readFileWithin, readStart } from '../system/read-file-within.ts';
import { sha256Bytes, signed, unsigned } from '../system/signed-file.ts';
import { count } from '../../protocol/values.ts';
import { framed, readFrame, readNumbers, requireNumbers } from '../training/framed.ts';
import { writeAtomically } from '../system/write-atomically.ts';
import { generatorWeightShapes } from './generator-config.ts';
import { maxLabels } from './first-row.ts';

export type KeptGenerator = Pick<
  GeneratorStatus,
  'units' | 'labels' | 'dataSet' | 'step' | 'totalSteps' | 'epochs' | 'testLoss' | 'testImages' | 'losses'
> & { readonly weights: readonly Weight[] };

export type GeneratorFile = {
  /** null if none can be read. */
  load(): Promise<KeptGenerator | null>;
  /** @throws GatescopeError `generatorUnsaved`; the previous file is then intact */
  save(generator: KeptGenerator): Promise<void>;
  /** A file that cannot be removed reappears after a restart. */
  remove(): Promise<void>;
};

const loss = v.object({ epoch: v.number(), trainLoss: v.number(), testLoss: v.nullable(v.number()) });

/** To version 2: before, no generator was trained with labels. */
const withoutLabels: Up = (stored) => ({ ...stored, generator: { ...(stored.generator as Stored), labels: 0 } });

const versions = { format: 'gatescope-trained-generator', ups: [withoutLabels] } as const satisfies Versions;

const schema = v.object({
  ...stampEntries(versions),
  generator: v.object({
    units: v.pipe(count, v.minValue(settingRanges.units[0]), v.maxValue(settingRanges.units[1])),
    labels: v.pipe(count, v.maxValue(maxLabels)),
    ...{ step: count, totalSteps: count, epochs: count },
    testLoss: v.nullable(v.number()),
    losses: v.array(loss),
    // Earlier versions stored neither.
    dataSet: v.optional(v.nullable(v.pick(dataSetSchema, ['id', 'name'])), null),
    testImages: v.optional(v.nullable(count), null),
  }),
});

/** The trained one shown first, and its predecessor. */
export type GeneratorSlot = 'newest' | 'former';

export type GeneratorFiles = Readonly<Record<GeneratorSlot, GeneratorFile>>;

/** Matches every file written to this folder. */
export const generatorFileName = /^(?:newest|former)\.generator$/;

/** Folder of row generators within a user directory. */
export function generatorFolder(userDirectory: string): string {
  return join(userDirectory, 'row-generator');
}

/** @param userDirectory its {@link generatorFolder} is created with the first one */
export function createGeneratorFiles(userDirectory: string): GeneratorFiles {
  return { newest: createGeneratorFile(userDirectory, 'newest'), former: createGeneratorFile(userDirectory, 'former') };
}

function createGeneratorFile(userDirectory: string, slot: GeneratorSlot): GeneratorFile {
  const folder = generatorFolder(userDirectory);
  const path = join(folder, `${slot}.generator`);
  /** Whether a newer version wrote the file, which then stays. */
  let isLater = false;
  /** The sha256 at the start of the file as this engine last read or wrote it; another engine's file is not removed. */
  let known: Uint8Array | null = null;

  return {
    async load() {
      const file = await readFileWithin(path, limits.maxGeneratorBytes).catch(() => null);
      const bytes = file && unsigned(file);
      if (!bytes) return null;
      known = file.subarray(0, sha256Bytes);
      try {
        const described = readFrame(bytes);
        isLater = isNewer(versions, described);
        const parsed = v.safeParse(schema, migrate(versions, described), firstIssue);
        return parsed.success ? decode(bytes, parsed.output.generator) : null;
      } catch {
        return null;
      }
    },
    async save({ weights, losses, ...generator }) {
      const described = { ...stampOf(versions), generator: { ...generator, losses } };
      const values = weights.map((weight) => weight.values);
      try {
        if (isLater) throw new Error('a newer Gatescope keeps its own there');
        await makeFolder(folder);
        const parts = signed(framed(described, values));
        await writeAtomically(path, parts);
        known = parts[0];
      } catch (error) {
        throw unsaved(folder, error);
      }
    },
    async remove() {
      if (isLater || !known) return;
      const there = await readStart(path, sha256Bytes).catch(() => null);
      if (there && sameBytes(there, known)) await removeFile(path).catch(() => undefined);
    },
  };
}

function decode(bytes: Uint8Array, described: Omit<KeptGenerator, 'weights'>): KeptGenerator {
  const shapes = generatorWeightShapes(described.units);
  const lengths = shapes.map(({ shape }) => sizeOfShape(shape));
  const weights = readNumbers(bytes, lengths).map((values, index) => ({ ...shapes[index], values }));
  requireNumbers(weights);
  return { ...described, weights };
}

function unsaved(folder: string, error: unknown): GatescopeError {
  const why = messageOf(error);
  const message = `Cannot save the row generator in ${folder} (${why}). It lasts until Gatescope closes: free up space or allow writing there.`;
  return new GatescopeError('generatorUnsaved', message, { folder, why });
}
