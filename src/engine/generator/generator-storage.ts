/** A row generator as a folder, like any model; `metadata.json` says how it was made. */

import * as v from 'valibot';
import { count } from '../../protocol/values.ts';
import { isNewer, migrate, stampEntries, stampOf, type Up, type Versions } from '../../domain/migrate.ts';
import { firstIssue } from '../../domain/first-issue.ts';
import type { Weight } from '../models/network.ts';
import {
  invalidModel,
  layersModelFiles,
  openLayersModel,
  readModelFiles,
  writeModelFiles,
} from '../models/model-files.ts';
import { maxLabels } from './first-row.ts';
import { buildGeneratorModel, readGeneratorModel } from './generator-model.ts';

/** To version 2: before, no generator was trained with labels. */
const withoutLabels: Up = (stored) => ({ ...stored, labels: 0 });

const versions = { format: 'gatescope-generator', ups: [withoutLabels] } as const satisfies Versions;

const metadataSchema = v.object({
  ...stampEntries(versions),
  weightsSha256: v.string(),
  units: count,
  /** Classes that it can be asked for; 0: trained without labels. */
  labels: v.pipe(count, v.maxValue(maxLabels)),
  epochs: count,
  truncation: count,
  seed: count,
  /** Optimizer steps done. */
  step: count,
  /** Mean −log p of the first thousand test digits, in nats. */
  testLoss: v.nullable(v.number()),
  /** Kernel build and thread count used for training. */
  kernels: v.string(),
  threads: count,
  /** ISO date and time. */
  created: v.string(),
  /** Git commit of the code that trained it. */
  commit: v.optional(v.string()),
});

export type GeneratorMetadata = Readonly<
  Omit<v.InferOutput<typeof metadataSchema>, 'format' | 'version' | 'weightsSha256'>
>;

export type StoredGenerator = {
  readonly units: number;
  readonly weights: readonly Weight[];
  /** null for a model without metadata. */
  readonly metadata: GeneratorMetadata | null;
};

/**
 * @param folder created if missing; a model in it is replaced
 * @throws the file system's error
 */
export async function saveGenerator(
  folder: string,
  weights: readonly Weight[],
  metadata: GeneratorMetadata,
): Promise<void> {
  const model = buildGeneratorModel(metadata.units, weights, metadata.labels);
  try {
    await writeModelFiles(folder, await layersModelFiles(model), (weightsSha256) => {
      const stored = { ...stampOf(versions), weightsSha256, ...metadata };
      return `${JSON.stringify(stored, null, 2)}\n`;
    });
  } finally {
    model.dispose();
  }
}

/** @throws GatescopeError `modelMissing` if the folder has no model.json, `modelInvalid` if its content is unusable */
export async function loadGenerator(folder: string): Promise<StoredGenerator> {
  const { metadata, ...files } = await readModelFiles(folder, (json) => {
    if (isNewer(versions, json)) return 'newer';
    const parsed = v.safeParse(metadataSchema, migrate(versions, json), firstIssue);
    return parsed.success ? { metadata: parsed.output, weightsSha256: parsed.output.weightsSha256 } : null;
  });
  const model = await openLayersModel(folder, files);
  try {
    const read = readGeneratorModel(model);
    if (!read) throw invalidModel(folder, 'it is not an LSTM with 28 outputs after each of 28 rows');
    return { ...read, metadata };
  } finally {
    model.dispose();
  }
}
