/**
 * A `.gatescope` file: a model folder and its run's history in one .zip, with checksums in `manifest.json`
 * (docs/files.md). A zipped model folder without a manifest can be opened as well.
 */

import * as v from 'valibot';
import type { History } from '../../protocol/run.ts';
import { concatBytes } from '../../domain/bytes.ts';
import { GatescopeError } from '../../domain/errors.ts';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import { firstIssue } from '../../domain/first-issue.ts';
import { isNewer, migrate, stampEntries, stampOf, type Versions } from '../../domain/migrate.ts';
import { fewNames } from '../../domain/in-one-line.ts';
import { type ModelMetadata, writeMetadata } from '../models/model-metadata.ts';
import type { Weight } from '../models/network.ts';
import { type ForeignProgram, programOf } from '../../domain/data-files/foreign-files.ts';
import { modelFilesOf, openModelFiles, type StoredModel } from '../models/storage.ts';
import { weightPathsOf } from '../../domain/weights-manifest.ts';
import { sha256Hex } from '../system/sha256.ts';
import { readHistoryFiles, writeHistoryFiles } from '../history/history-files.ts';
import { type Entries, noZip, textOf, unzip, UnusableZip, zip } from './zip.ts';
import { looksLikeZip } from '../../domain/data-files/zip-checksums.ts';
import { limits, sizeOf } from '../../domain/limits/limits.ts';

/** A model, how it was made, and its run's records. */
export type ModelWithRun = {
  readonly config: ModelConfig;
  readonly weights: readonly Weight[];
  readonly metadata: ModelMetadata;
  /** All steps, or none if unknown. */
  readonly history: History;
};

export type OpenedModel = StoredModel & { readonly history: History | null };

/** The parts to unpack and each one's size limit; `limits.maxModelBytes` limits the total. */
function wantedParts(weights: readonly string[]): Map<string, number> {
  return new Map([
    ...weights.map((name) => [name, limits.maxModelBytes] as const),
    ['manifest.json', limits.maxMetadataBytes],
    ['model.json', limits.maxModelJsonBytes],
    ['metadata.json', limits.maxMetadataBytes],
    ['history.json', limits.maxHistoryJsonBytes],
    ['history.bin', limits.maxModelBytes],
  ]);
}

const versions = { format: 'gatescope', ups: [] } as const satisfies Versions;

const manifestSchema = v.object({
  ...stampEntries(versions),
  sha256: v.record(v.string(), v.pipe(v.string(), v.length(64))),
});

/** Files of other programs that are mistaken for Gatescope models: what they are and what to do. */
const foreign: Readonly<Record<ForeignProgram, string>> = {
  keras: 'it is a Keras file: convert it with tensorflowjs_converter (Keras 2), and open its model.json',
  pytorch: 'it is a PyTorch file: only networks saved by Gatescope or tfjs can be opened',
  numpy: 'it holds NumPy arrays: only networks saved by Gatescope or tfjs can be opened',
};

/** The files of a model folder, as tfjs and `loadModel` open them. */
export async function modelEntries({ config, weights, metadata }: Omit<ModelWithRun, 'history'>): Promise<Entries> {
  const { modelJson, weightData } = await modelFilesOf(config, weights);
  return {
    'model.json': encoded(modelJson),
    'weights.bin': weightData,
    'metadata.json': encoded(writeMetadata(metadata, sha256Hex(weightData))),
  };
}

/** Encodes a model and its run as a `.gatescope` file. Equal models give equal bytes. */
export async function encodeModelFile(model: ModelWithRun): Promise<Uint8Array> {
  const { historyJson, historyData } = writeHistoryFiles(model.history);
  const entries: Entries = {
    ...(await modelEntries(model)),
    'history.json': encoded(historyJson),
    'history.bin': historyData,
  };
  const checksums = Object.fromEntries(Object.entries(entries).map(([name, bytes]) => [name, sha256Hex(bytes)]));
  const manifest = { ...stampOf(versions), sha256: checksums };
  return zip({ 'manifest.json': encoded(`${JSON.stringify(manifest, null, 2)}\n`), ...entries });
}

/**
 * @param name file name, for error messages
 * @throws GatescopeError `fileUnusable` if it contains no usable model
 */
export async function decodeModelFile(name: string, bytes: Uint8Array): Promise<OpenedModel> {
  if (bytes.length > limits.maxModelBytes)
    throw fileUnusable(name, `it is larger than ${sizeOf(limits.maxModelBytes)}`);
  if (bytes.length === 0) throw fileUnusable(name, 'it is empty');
  const program = programOf({ name, bytes });
  if (program) throw fileUnusable(name, foreign[program]);
  if (!looksLikeZip(bytes)) throw fileUnusable(name, noZip);
  const described = unpacked(name, bytes, new Map([['model.json', limits.maxModelJsonBytes]])).get('model.json');
  const weightPaths = (described && weightPathsOf(textOf(described))) ?? ['weights.bin'];
  const entries = unpacked(name, bytes, wantedParts(weightPaths));
  const why = problemOf(entries);
  if (why !== null) throw fileUnusable(name, why);
  const modelJson = entries.get('model.json');
  const weightData = joinedWeights(weightPaths.map((path) => entries.get(path)));
  if (!modelJson) throw fileUnusable(name, `it contains no model (${fewNames(['model.json', ...weightPaths])})`);
  if (!weightData) {
    const missing = fewNames(weightPaths.filter((path) => !entries.has(path)));
    throw fileUnusable(name, `its weights are missing (${missing}): put them beside model.json`);
  }
  const metadataJson = entries.get('metadata.json');
  const texts = { modelJson: textOf(modelJson), weightData, metadataJson: metadataJson ? textOf(metadataJson) : null };
  const model = await openModelFiles(name, texts).catch((error: unknown) => {
    throw error instanceof GatescopeError ? fileUnusable(name, String(error.details.why)) : error;
  });
  return { ...model, history: historyIn(name, entries) };
}

function joinedWeights(shards: readonly (Uint8Array | undefined)[]): Uint8Array | null {
  const found = shards.filter((shard) => shard !== undefined);
  return found.length === shards.length ? concatBytes(found) : null;
}

function unpacked(name: string, bytes: Uint8Array, wanted: ReadonlyMap<string, number>): Map<string, Uint8Array> {
  try {
    return unzip(bytes, wanted, limits.maxModelBytes);
  } catch (error) {
    throw error instanceof UnusableZip ? fileUnusable(name, error.message) : error;
  }
}

/** @returns what does not match the manifest, or null */
function problemOf(entries: ReadonlyMap<string, Uint8Array>): string | null {
  const manifest = entries.get('manifest.json');
  if (!manifest) return null;
  const described = parsedJson(textOf(manifest));
  if (isNewer(versions, described)) return 'a newer version of Gatescope wrote it';
  const parsed = v.safeParse(manifestSchema, migrate(versions, described), firstIssue);
  if (!parsed.success) return 'its manifest.json was not written by Gatescope';
  const altered = Object.entries(parsed.output.sha256).find(([name, expected]) => {
    const bytes = entries.get(name);
    return bytes === undefined || sha256Hex(bytes) !== expected;
  });
  return altered ? `its ${altered[0]} was altered or is missing` : null;
}

function historyIn(name: string, entries: ReadonlyMap<string, Uint8Array>): History | null {
  const [json, data] = [entries.get('history.json'), entries.get('history.bin')];
  if (!json || !data) return null;
  const history = readHistoryFiles({ historyJson: textOf(json), historyData: data });
  if (history === 'newer') throw fileUnusable(name, 'a newer version of Gatescope wrote its history.json');
  if (!history) throw fileUnusable(name, 'its history was not written by Gatescope');
  return history;
}

/** The error for a file that cannot be opened. @param why a clause without a full stop */
export function fileUnusable(file: string, why: string): GatescopeError {
  const message = `${file} cannot be opened: ${why}. Choose a .gatescope file or a tfjs model saved by Gatescope.`;
  return new GatescopeError('fileUnusable', message, { file, why });
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
