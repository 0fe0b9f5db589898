/**
 * Models as folders: `model.json` and `weights.bin` as tf.loadLayersModel reads them, and `metadata.json` with what made
 * them. Each file is written under a temporary name and renamed, metadata last; its checksum tells whole from half.
 */

import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as v from 'valibot';
import type { ModelConfig } from '../../protocol/recipe.ts';
import { GatescopeError } from '../../protocol/errors.ts';
import { modelConfigOf, sizeOfShape, weightShapes } from './config.ts';
import { buildLayersModel, readLayersModel } from './layers-model.ts';
import { type ModelMetadata, parseMetadata, writeMetadata } from './model-metadata.ts';
import type { Weight } from './network.ts';

export type StoredModel = {
  readonly config: ModelConfig;
  readonly weights: Weight[];
  /** null for a model that carries none. */
  readonly metadata: ModelMetadata | null;
};

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

/**
 * @param folder made where it does not exist; files of these three names in it are replaced
 * @throws the file system's error
 */
export async function saveModel(
  folder: string,
  config: ModelConfig,
  weights: readonly Weight[],
  metadata: ModelMetadata,
): Promise<void> {
  const { modelJson, weightData } = await toModelFiles(config, weights);
  await mkdir(folder, { recursive: true });
  await writeAtomically(join(folder, 'weights.bin'), weightData);
  await writeAtomically(join(folder, 'model.json'), modelJson);
  await writeAtomically(join(folder, 'metadata.json'), writeMetadata(metadata, sha256(weightData)));
}

/** tfjs has no layers for a Transformer: its weights are saved in the same manner, beside a topology that names it. */
const transformerTopology = 'GatescopeTransformer';

function toTransformerFiles(config: ModelConfig, weights: readonly Weight[]) {
  const modelFile = {
    format: 'weights',
    modelTopology: { class_name: transformerTopology, config },
    weightsManifest: [
      { paths: ['weights.bin'], weights: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })) },
    ],
  };
  const bytes = weights.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  return { modelJson: JSON.stringify(modelFile), weightData: Uint8Array.from(Buffer.concat(bytes)) };
}

async function toModelFiles(config: ModelConfig, weights: readonly Weight[]) {
  if (config.cell === 'transformer') return toTransformerFiles(config, weights);
  const model = buildLayersModel(config, weights);
  try {
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
  } finally {
    model.dispose();
  }
}

/**
 * @throws GatescopeError `modelMissing` if the folder has no model.json, `modelInvalid` if what it has cannot be used
 */
export async function loadModel(folder: string): Promise<StoredModel> {
  const path = join(folder, 'model.json');
  const modelJson = await readFile(path, 'utf8').catch(() => {
    throw new GatescopeError('modelMissing', `There is no model at ${path}. Name a folder that Gatescope saved.`, {
      file: path,
    });
  });
  const weightData = await readFile(join(folder, 'weights.bin')).catch(() => {
    throw invalid(folder, 'weights.bin is missing');
  });
  const metadata = await readMetadata(folder, weightData);
  const file = v.safeParse(modelFileSchema, parseJson(folder, 'model.json', modelJson));
  if (!file.success) throw invalid(folder, 'model.json is not a tfjs LayersModel with its weights in weights.bin');
  const { modelTopology, weightsManifest } = file.output;
  const [{ weights: weightSpecs }] = weightsManifest;
  const values = weightSpecs.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
  if (values * 4 !== weightData.length) {
    throw invalid(folder, `weights.bin holds ${weightData.length} bytes where model.json promises ${values * 4}`);
  }
  const known = metadata && modelConfigOf(metadata.recipe);
  const buffer = new Uint8Array(weightData).buffer;
  if (modelTopology.class_name === transformerTopology) {
    return { ...readTransformer(folder, known, weightSpecs, buffer), metadata };
  }
  const model = await tf
    .loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData: buffer }))
    .catch((error: unknown) => {
      throw invalid(folder, error instanceof Error ? error.message : String(error));
    });
  try {
    return { ...readLayersModel(model, known), metadata };
  } finally {
    model.dispose();
  }
}

type WeightSpecs = v.InferOutput<typeof modelFileSchema>['weightsManifest'][0]['weights'];

function readTransformer(folder: string, config: ModelConfig | null, specs: WeightSpecs, buffer: ArrayBuffer) {
  if (config?.cell !== 'transformer') throw invalid(folder, 'its metadata.json does not describe a Transformer');
  const shapes = weightShapes(config);
  const listed = (weights: readonly { name: string; shape: readonly number[] }[]) =>
    weights.map(({ name, shape }) => `${name} ${shape.join('×')}`).join();
  if (listed(specs) !== listed(shapes)) throw invalid(folder, 'its weights are not those of its recipe');
  let offset = 0;
  const weights = shapes.map(({ name, shape }) => {
    const values = new Float32Array(buffer, offset, sizeOfShape(shape)).slice();
    offset += values.byteLength;
    return { name, shape, values };
  });
  if (weights.some(({ values }) => !values.every(Number.isFinite)))
    throw invalid(folder, 'it has weights that are not numbers');
  return { config, weights };
}

async function readMetadata(folder: string, weightData: Uint8Array): Promise<ModelMetadata | null> {
  const text = await readFile(join(folder, 'metadata.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = parseMetadata(parseJson(folder, 'metadata.json', text));
  if (!parsed) throw invalid(folder, 'metadata.json is not one that Gatescope wrote');
  if (sha256(weightData) !== parsed.weightsSha256)
    throw invalid(folder, 'weights.bin is not the one metadata.json describes');
  return parsed.metadata;
}

function parseJson(folder: string, name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(folder, `${name} is not JSON`);
  }
}

async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function invalid(folder: string, why: string): GatescopeError {
  return new GatescopeError(
    'modelInvalid',
    `The model in ${folder} cannot be used: ${why}. Take a folder that Gatescope saved.`,
    { file: folder, why },
  );
}
