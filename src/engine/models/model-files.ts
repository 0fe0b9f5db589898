/**
 * The files of a model's folder: `model.json` and `weights.bin` as tf.loadLayersModel reads them, and `metadata.json` beside
 * them. Each is written under a temporary name and renamed, metadata last; its checksum tells whole from half.
 */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as v from 'valibot';
import { GatescopeError } from '../../protocol/errors.ts';
import { makeFolder } from '../make-folder.ts';
import { writeAtomically } from '../write-atomically.ts';

const modelFileSchema = v.object({
  modelTopology: v.looseObject({}),
  weightsManifest: v.tuple([
    v.object({
      paths: v.tuple([v.literal('weights.bin')]),
      weights: v.array(
        v.looseObject({
          name: v.string(),
          shape: v.array(v.pipe(v.number(), v.integer())),
          dtype: v.literal('float32'),
        }),
      ),
    }),
  ]),
});

export type ModelFiles = { readonly modelJson: string; readonly weightData: Uint8Array };

type WeightSpecs = v.InferOutput<typeof modelFileSchema>['weightsManifest'][0]['weights'];

/** What was in the files, once it is known that they belong together. */
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
 * @param folder made where it does not exist; files of these three names in it are replaced
 * @param metadataOf gets the checksum of the weights
 * @throws the file system's error
 */
export async function writeModelFiles(
  folder: string,
  { modelJson, weightData }: ModelFiles,
  metadataOf: (weightsSha256: string) => string,
): Promise<void> {
  await makeFolder(folder);
  await writeAtomically(join(folder, 'weights.bin'), weightData);
  await writeAtomically(join(folder, 'model.json'), modelJson);
  await writeAtomically(join(folder, 'metadata.json'), metadataOf(sha256(weightData)));
}

/**
 * @param parse gives null for JSON that is not such a metadata.json
 * @returns `metadata`: null where there is none
 * @throws GatescopeError `modelMissing` if the folder has no model.json, `modelInvalid` if its files are not whole
 */
export async function readModelFiles<Metadata>(
  folder: string,
  parse: (json: unknown) => { readonly metadata: Metadata; readonly weightsSha256: string } | null,
): Promise<ReadFiles & { readonly metadata: Metadata | null }> {
  const path = join(folder, 'model.json');
  const modelJson = await readFile(path, 'utf8').catch(() => {
    throw new GatescopeError('modelMissing', `There is no model at ${path}. Name a folder that Gatescope saved.`, {
      file: path,
    });
  });
  const weightData = await readFile(join(folder, 'weights.bin')).catch(() => {
    throw invalidModel(folder, 'weights.bin is missing');
  });
  const metadataJson = await readFile(join(folder, 'metadata.json'), 'utf8').catch(() => null);
  const described = metadataJson === null ? null : parse(parseJson(folder, 'metadata.json', metadataJson));
  if (metadataJson !== null && !described) throw invalidModel(folder, 'metadata.json is not one that Gatescope wrote');
  if (described && sha256(weightData) !== described.weightsSha256) {
    throw invalidModel(folder, 'weights.bin is not the one metadata.json describes');
  }
  const file = v.safeParse(modelFileSchema, parseJson(folder, 'model.json', modelJson));
  if (!file.success) throw invalidModel(folder, 'model.json is not a tfjs LayersModel with its weights in weights.bin');
  const { modelTopology, weightsManifest } = file.output;
  const [{ weights: weightSpecs }] = weightsManifest;
  const values = weightSpecs.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
  if (values * 4 !== weightData.length) {
    throw invalidModel(folder, `weights.bin holds ${weightData.length} bytes where model.json promises ${values * 4}`);
  }
  const buffer = new Uint8Array(weightData).buffer;
  return { modelTopology, weightSpecs, weightData: buffer, metadata: described?.metadata ?? null };
}

/** The caller disposes the model. @throws GatescopeError `modelInvalid` if tfjs cannot make it */
export function openLayersModel(
  folder: string,
  { modelTopology, weightSpecs, weightData }: ReadFiles,
): Promise<tf.LayersModel> {
  return tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData })).catch((error: unknown) => {
    throw invalidModel(folder, error instanceof Error ? error.message : String(error));
  });
}

function parseJson(folder: string, name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidModel(folder, `${name} is not JSON`);
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function invalidModel(folder: string, why: string): GatescopeError {
  return new GatescopeError(
    'modelInvalid',
    `The model in ${folder} cannot be used: ${why}. Take a folder that Gatescope saved.`,
    { file: folder, why },
  );
}
