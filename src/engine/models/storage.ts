/** Models as folders: weights in tfjs' standard format (`model-files.ts`), and `metadata.json` about their origin. */

import { bytesOf, concatBytes } from '../../domain/bytes.ts';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import { modelConfigOf, sizeOfShape, weightShapes } from '../../domain/recipe/config.ts';
import { buildLayersModel, readLayersModel } from './layers-model.ts';
import {
  checkModelFiles,
  invalidModel,
  layersModelFiles,
  type ModelFiles,
  openLayersModel,
  type ReadFiles,
  readModelFiles,
  writeModelFiles,
} from './model-files.ts';
import { type ModelMetadata, parseMetadata, writeMetadata } from './model-metadata.ts';
import type { Weight } from './network.ts';
import { UnusableModel } from './unusable-model.ts';

export type StoredModel = {
  readonly config: ModelConfig;
  readonly weights: Weight[];
  /** null for a model without metadata. */
  readonly metadata: ModelMetadata | null;
};

/**
 * @param folder created if missing; a model in it is replaced
 * @throws the file system's error
 */
export async function saveModel(
  folder: string,
  config: ModelConfig,
  weights: readonly Weight[],
  metadata: ModelMetadata,
): Promise<void> {
  const files = await modelFilesOf(config, weights);
  await writeModelFiles(folder, files, (weightsSha256) => writeMetadata(metadata, weightsSha256));
}

/** tfjs has no layers for a Transformer: its weights are saved the same way, with a topology that only names it. */
const transformerTopology = 'GatescopeTransformer';

function toTransformerFiles(config: ModelConfig, weights: readonly Weight[]): ModelFiles {
  const modelFile = {
    format: 'weights',
    modelTopology: { class_name: transformerTopology, config },
    weightsManifest: [
      { paths: ['weights.bin'], weights: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })) },
    ],
  };
  const weightData = concatBytes(weights.map(({ values }) => bytesOf(values)));
  return { modelJson: JSON.stringify(modelFile), weightData };
}

/** @returns what {@link saveModel} writes, without the metadata */
export async function modelFilesOf(config: ModelConfig, weights: readonly Weight[]): Promise<ModelFiles> {
  if (config.cell === 'transformer') return toTransformerFiles(config, weights);
  const model = buildLayersModel(config, weights);
  try {
    return await layersModelFiles(model);
  } finally {
    model.dispose();
  }
}

/** @throws GatescopeError `modelMissing` if the folder has no model.json, `modelInvalid` if its content is unusable */
export async function loadModel(folder: string): Promise<StoredModel> {
  return storedModelOf(folder, await readModelFiles(folder, parseMetadata));
}

/**
 * @param place the folder or file of a model, for the error message
 * @param texts contents of its files; `metadataJson`: null if there is none
 * @throws GatescopeError `modelInvalid` if they cannot be used
 */
export async function openModelFiles(
  place: string,
  texts: ModelFiles & { readonly metadataJson: string | null },
): Promise<StoredModel> {
  return storedModelOf(place, checkModelFiles(place, texts, parseMetadata));
}

async function storedModelOf(
  folder: string,
  { metadata, ...files }: ReadFiles & { readonly metadata: ModelMetadata | null },
): Promise<StoredModel> {
  const known = metadata && modelConfigOf(metadata.recipe);
  if (files.modelTopology.class_name === transformerTopology) {
    return { ...readTransformer(folder, known, files), metadata };
  }
  const model = await openLayersModel(folder, files);
  try {
    return { ...readLayersModel(model, known), metadata };
  } catch (error) {
    throw error instanceof UnusableModel ? invalidModel(folder, error.message) : error;
  } finally {
    model.dispose();
  }
}

function readTransformer(folder: string, config: ModelConfig | null, { weightSpecs, weightData }: ReadFiles) {
  if (config?.cell !== 'transformer') throw invalidModel(folder, 'its metadata.json does not describe a Transformer');
  const shapes = weightShapes(config);
  const listed = (weights: readonly { name: string; shape: readonly number[] }[]) =>
    weights.map(({ name, shape }) => `${name} ${shape.join('×')}`).join();
  if (listed(weightSpecs) !== listed(shapes)) throw invalidModel(folder, 'its weights do not match its recipe');
  let offset = 0;
  const weights = shapes.map(({ name, shape }) => {
    const values = new Float32Array(weightData, offset, sizeOfShape(shape)).slice();
    offset += values.byteLength;
    return { name, shape, values };
  });
  if (weights.some(({ values }) => !values.every(Number.isFinite)))
    throw invalidModel(folder, 'its weights are not finite numbers');
  return { config, weights };
}
