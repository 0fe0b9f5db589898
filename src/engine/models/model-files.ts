/**
 * The files of a model folder: `model.json` and `weights.bin` as tf.loadLayersModel reads them, and `metadata.json`.
 * They are replaced together (`replace-model-files.ts`); the checksum in the metadata detects altered weights.
 */

import * as tf from '@tensorflow/tfjs';
import * as v from 'valibot';
import { concatBytes, textOf } from '../../domain/bytes.ts';
import { GatescopeError, messageOf } from '../../domain/errors.ts';
import { firstIssue } from '../../domain/first-issue.ts';
import { fewNames } from '../../domain/in-one-line.ts';
import { isUnreachable, namesIn } from '../system/files.ts';
import { basename, dirname, join } from '../system/paths.ts';
import { readFileWithin } from '../system/read-file-within.ts';
import { sha256Hex } from '../system/sha256.ts';
import { usableTopology } from './model-topology.ts';
import { modelFilePath, replaceModelFiles } from './replace-model-files.ts';
import { UnusableModel } from './unusable-model.ts';
import { weightPathsOf, weightsManifestSchema } from '../../domain/weights-manifest.ts';
import { limits } from '../../domain/limits/limits.ts';

const modelFileSchema = v.object({ modelTopology: v.looseObject({}), weightsManifest: weightsManifestSchema });

export type ModelFiles = { readonly modelJson: string; readonly weightData: Uint8Array };

type WeightSpecs = v.InferOutput<typeof weightsManifestSchema>[number]['weights'];

/** The content of files that belong together. */
export type ReadFiles = {
  readonly modelTopology: Record<string, unknown>;
  readonly weightSpecs: WeightSpecs;
  readonly weightData: ArrayBuffer;
};

/** A model in tfjs' standard format. */
export async function layersModelFiles(model: tf.LayersModel): Promise<ModelFiles> {
  let saved: tf.io.ModelArtifacts = {};
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      saved = artifacts;
      return Promise.resolve({ modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) });
    }),
  );
  const { modelTopology, format, generatedBy, convertedBy, weightSpecs = [] } = saved;
  const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
  const modelFile = { format, generatedBy, convertedBy, modelTopology, weightsManifest };
  return {
    modelJson: JSON.stringify(modelFile),
    weightData: new Uint8Array(tf.io.CompositeArrayBuffer.join(saved.weightData)),
  };
}

/**
 * @param folder created if missing; a model in it is replaced atomically
 * @param metadataOf receives the checksum of the weights
 * @throws the file system's error; the folder then holds its previous model
 */
export function writeModelFiles(
  folder: string,
  { modelJson, weightData }: ModelFiles,
  metadataOf: (weightsSha256: string) => string,
): Promise<void> {
  const metadata = metadataOf(sha256Hex(weightData));
  return replaceModelFiles(folder, { 'weights.bin': weightData, 'model.json': modelJson, 'metadata.json': metadata });
}

/** Retries for files that do not match: another process may just have replaced the model. */
const readings = 3;
const readAgainMs = 100;

/**
 * @param place a folder, or a .json file beside its weights
 * @returns `metadata`: null if there is none
 * @throws GatescopeError `modelMissing` if the folder has no model.json, `modelInvalid` if its files are incomplete
 */
export async function readModelFiles<Metadata>(
  place: string,
  parse: ParseMetadata<Metadata>,
): Promise<ReadFiles & { readonly metadata: Metadata | null }> {
  for (let reading = 1; ; reading += 1) {
    const files = await readFiles(place);
    try {
      return checkModelFiles(place, files, parse);
    } catch (error) {
      if (reading === readings) throw error;
      await new Promise((resolve) => setTimeout(resolve, readAgainMs));
    }
  }
}

async function readFiles(place: string): Promise<ModelFiles & { readonly metadataJson: string | null }> {
  const { folder, modelJson } = await readModelJson(place);
  const weightData = await readWeights(place, folder, weightPathsOf(modelJson) ?? ['weights.bin']);
  const metadataJson = await readText(await modelFilePath(folder, 'metadata.json')).catch((error: unknown) => {
    if (isUnreachable(error)) return null;
    throw invalidModel(place, `metadata.json cannot be read (${messageOf(error)})`);
  });
  return { modelJson, weightData, metadataJson };
}

/** The folder's model.json, or the name tfjs gives to downloads. @throws GatescopeError as in {@link readModelFiles} */
async function readModelJson(place: string): Promise<{ folder: string; modelJson: string }> {
  const isFile = place.endsWith('.json');
  const usual = isFile ? place : await modelFilePath(place, 'model.json');
  try {
    return { folder: isFile ? dirname(place) : place, modelJson: await readText(usual) };
  } catch (error) {
    if (!isUnreachable(error)) throw invalidModel(place, `${basename(usual)} cannot be read (${messageOf(error)})`);
  }
  const names = (await namesIn(place).catch(() => []))
    .filter((name) => name.endsWith('.json'))
    .slice(0, limits.maxJsonFiles);
  const texts = await Promise.all(
    names.map(async (name) => ({
      folder: place,
      modelJson: await readText(join(place, name)).catch(() => ''),
    })),
  );
  const [found, ...others] = texts.filter(({ modelJson }) => weightPathsOf(modelJson));
  if (others.length > 0) throw invalidModel(place, 'it holds several models: name the .json file of one');
  // There may be none.
  if (found as typeof found | undefined) return found;
  throw new GatescopeError('modelMissing', `There is no model at ${usual}. Name a folder saved by Gatescope.`, {
    file: usual,
  });
}

async function readWeights(place: string, folder: string, paths: readonly string[]): Promise<Uint8Array> {
  const shards: Uint8Array[] = [];
  let room = limits.maxModelBytes;
  for (const path of paths) {
    const shard = await readFileWithin(await modelFilePath(folder, path), room).catch((error: unknown) => {
      const why = isUnreachable(error) ? 'is missing' : `cannot be read (${messageOf(error)})`;
      throw invalidModel(place, `${path} ${why}`);
    });
    room -= shard.length;
    shards.push(shard);
  }
  return concatBytes(shards);
}

/** @returns null for JSON that is not such a metadata.json, `newer` for a newer version's */
type ParseMetadata<Metadata> = (
  json: unknown,
) => { readonly metadata: Metadata; readonly weightsSha256: string } | 'newer' | null;

/**
 * @param place the folder or file they are from, for the error message
 * @throws GatescopeError `modelInvalid` if they do not belong together
 */
export function checkModelFiles<Metadata>(
  place: string,
  { modelJson, weightData, metadataJson }: ModelFiles & { readonly metadataJson: string | null },
  parse: ParseMetadata<Metadata>,
): ReadFiles & { readonly metadata: Metadata | null } {
  const described = metadataJson === null ? null : parse(parseJson(place, 'metadata.json', metadataJson));
  if (described === 'newer') throw invalidModel(place, 'a newer version of Gatescope wrote its metadata.json');
  if (metadataJson !== null && !described) throw invalidModel(place, 'metadata.json was not written by Gatescope');
  if (described && sha256Hex(weightData) !== described.weightsSha256) {
    throw invalidModel(place, 'its weights do not match metadata.json');
  }
  const file = v.safeParse(modelFileSchema, parseJson(place, 'model.json', modelJson), firstIssue);
  if (!file.success) throw invalidModel(place, 'model.json is not a tfjs LayersModel with float32 weights beside it');
  const { modelTopology, weightsManifest } = file.output;
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
  const weightNames = fewNames(weightsManifest.flatMap(({ paths }) => paths));
  const values = weightSpecs.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
  if (values * 4 !== weightData.length) {
    throw invalidModel(place, `${weightNames} holds ${weightData.length} bytes, but model.json requires ${values * 4}`);
  }
  const buffer = new Uint8Array(weightData).buffer;
  return { modelTopology, weightSpecs, weightData: buffer, metadata: described?.metadata ?? null };
}

/** The caller disposes the model. @throws GatescopeError `modelInvalid` if tfjs cannot build it */
export async function openLayersModel(
  folder: string,
  { modelTopology: topology, weightSpecs, weightData }: ReadFiles,
): Promise<tf.LayersModel> {
  const modelTopology = usable(folder, topology);
  return tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData })).catch(() => {
    // tfjs' own messages are about its functions.
    throw invalidModel(folder, 'the layers in model.json do not form a network, or do not match its weights');
  });
}

function usable(folder: string, topology: Record<string, unknown>): Record<string, unknown> {
  try {
    return usableTopology(topology);
  } catch (error) {
    throw error instanceof UnusableModel ? invalidModel(folder, error.message) : error;
  }
}

async function readText(path: string): Promise<string> {
  return textOf(await readFileWithin(path, limits.maxModelJsonBytes));
}

function parseJson(folder: string, name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidModel(folder, `${name} is not JSON`);
  }
}

/** The error for a model that cannot be used. @param folder its location @param why a clause without a full stop */
export function invalidModel(folder: string, why: string): GatescopeError {
  return new GatescopeError(
    'modelInvalid',
    `The model in ${folder} cannot be used: ${why}. Choose a folder saved by Gatescope.`,
    { file: folder, why },
  );
}
