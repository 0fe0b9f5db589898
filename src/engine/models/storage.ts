/**
 * Models as folders: `model.json` and `weights.bin` as tf.loadLayersModel reads them, and `metadata.json` with what made
 * them. Each file is written under a temporary name and renamed, metadata last; its checksum tells whole from half.
 */

import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as v from 'valibot';
import type { ModelConfig, Recipe } from '../../protocol/api.ts';
import { GatescopeError } from '../../protocol/errors.ts';
import { recipeSchema } from './recipe-schema.ts';
import { buildLayersModel, readLayersModel } from './layers-model.ts';
import type { Weight } from './network.ts';

/** What made a model. */
export type ModelMetadata = {
  readonly recipe: Recipe;
  /** Optimizer steps done. */
  readonly step: number;
  /** Measured on the 10,000 test digits, or null. */
  readonly testAccuracy: number | null;
  readonly testLoss: number | null;
  /** The build of the kernels and the number of threads that computed it: they decide the last bits of the weights. */
  readonly kernels?: string | undefined;
  readonly threads?: number | undefined;
  /** ISO date and time. */
  readonly created: string;
  /** Git commit of the code that trained it, where that is known. */
  readonly commit?: string | undefined;
};

export type StoredModel = {
  readonly config: ModelConfig;
  readonly weights: Weight[];
  /** null for a model that carries none. */
  readonly metadata: ModelMetadata | null;
};

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const metadataSchema = v.object({
  format: v.literal('gatescope-model'),
  version: v.literal(1),
  weightsSha256: v.string(),
  recipe: recipeSchema,
  step: v.pipe(v.number(), v.integer(), v.minValue(0)),
  testAccuracy: v.nullable(share),
  testLoss: v.nullable(v.number()),
  kernels: v.optional(v.string()),
  threads: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  created: v.string(),
  commit: v.optional(v.string()),
});

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
  const stored = { format: 'gatescope-model', version: 1, weightsSha256: sha256(weightData), ...metadata };
  await writeAtomically(join(folder, 'metadata.json'), `${JSON.stringify(stored, null, 2)}\n`);
}

async function toModelFiles(config: ModelConfig, weights: readonly Weight[]) {
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
  const buffer = new Uint8Array(weightData).buffer;
  const model = await tf
    .loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData: buffer }))
    .catch((error: unknown) => {
      throw invalid(folder, error instanceof Error ? error.message : String(error));
    });
  try {
    return { ...readLayersModel(model), metadata };
  } finally {
    model.dispose();
  }
}

async function readMetadata(folder: string, weightData: Uint8Array): Promise<ModelMetadata | null> {
  const text = await readFile(join(folder, 'metadata.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = v.safeParse(metadataSchema, parseJson(folder, 'metadata.json', text));
  if (!parsed.success) throw invalid(folder, 'metadata.json is not one that Gatescope wrote');
  const { weightsSha256, recipe, step, testAccuracy, testLoss, created, commit } = parsed.output;
  if (sha256(weightData) !== weightsSha256) throw invalid(folder, 'weights.bin is not the one metadata.json describes');
  return { recipe, step, testAccuracy, testLoss, created, commit };
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
