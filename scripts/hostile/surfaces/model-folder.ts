import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { generatorWeightShapes } from '../../../src/engine/generator/generator-config.ts';
import { loadGenerator, saveGenerator } from '../../../src/engine/generator/generator-storage.ts';
import { defaultRecipe, settingRanges, modelConfigOf, sizeOfShape } from '../../../src/domain/recipe/config.ts';
import { initialWeights } from '../../../src/engine/models/initial-weights.ts';
import { loadModel, saveModel } from '../../../src/engine/models/storage.ts';
import { GatescopeError } from '../../../src/domain/errors.ts';
import type { Recipe } from '../../../src/domain/recipe/recipe.ts';
import { hostileBytes } from '../bytes.ts';
import { insist, mebibyte, type Surface } from '../surface.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { hostileJson } from '../values.ts';

type ModelFolder = { readonly model: string; readonly metadata: string | null; readonly weights: Uint8Array };

const recipes: readonly Recipe[] = [
  { ...defaultRecipe, units: 8 },
  { ...defaultRecipe, cell: 'gru', units: 8, layers: 2 },
  { ...defaultRecipe, cell: 'rnn', units: 8, order: 'rowPairs' },
  { ...defaultRecipe, cell: 'transformer', units: 16 },
];

const names = ['model.json', 'metadata.json', 'weights.bin'] as const;

async function wholeGenerator(path: string): Promise<void> {
  const weights = generatorWeightShapes(8).map((each) => ({
    ...each,
    values: new Float32Array(sizeOfShape(each.shape)),
  }));
  const made = {
    units: 8,
    labels: 0,
    epochs: 1,
    truncation: 0,
    seed: 1,
    step: 1,
    testLoss: 90,
    kernels: '',
    threads: 1,
  };
  await saveGenerator(path, weights, { ...made, created: '2026-01-01T00:00:00.000Z' });
}

async function filesOf(path: string) {
  const [model, metadata, weights] = await Promise.all(names.map((name) => readFile(join(path, name))));
  return { model: model.toString(), metadata: metadata.toString(), weights: Uint8Array.from(weights) };
}

async function wholeFolders() {
  const folder = await temporaryFolder();
  try {
    const generator = join(folder.path, 'generator');
    await wholeGenerator(generator);
    const models = await Promise.all(
      recipes.map(async (recipe, index) => {
        const path = join(folder.path, String(index));
        await mkdir(path);
        const made = { recipe, step: 1, testAccuracy: 0.5, testLoss: 1, created: '2026-01-01T00:00:00.000Z' };
        await saveModel(path, modelConfigOf(recipe), initialWeights(recipe, 1), made);
        return filesOf(path);
      }),
    );
    return [...models, await filesOf(generator)];
  } finally {
    await folder.remove();
  }
}

const wholes = await wholeFolders();

/** With the right checksum for the changed weights, so that everything else is checked. */
function described({
  model,
  metadata,
  weights,
}: { readonly [Name in keyof ModelFolder]: ModelFolder[Name] }): ModelFolder {
  const sha256 = createHash('sha256').update(weights).digest('hex');
  return {
    model,
    weights,
    metadata: metadata?.replace(/"weightsSha256": ?"[0-9a-f]{64}"/, `"weightsSha256":"${sha256}"`) ?? null,
  };
}

const folders = fc.constantFrom(...wholes).chain(({ model, metadata, weights }) => {
  const asIs = { model: fc.constant(model), metadata: fc.constant(metadata), weights: fc.constant(weights) };
  return fc.oneof(
    fc.record({ ...asIs, model: hostileJson(JSON.parse(model)), metadata: fc.constantFrom(metadata, null) }),
    fc.record({ ...asIs, metadata: hostileJson(JSON.parse(metadata)) }),
    fc.record({ ...asIs, weights: hostileBytes([weights]) }),
    fc.record({ ...asIs, weights: hostileBytes([weights]), model: hostileJson(JSON.parse(model)) }).map(described),
    fc.record({ ...asIs, weights: hostileBytes([weights]) }).map(described),
  );
});

/** Folders of models, and of row generators. */
export const modelFolderSurface: Surface<ModelFolder> = {
  name: 'model-folder',
  sizeLimit: 64 * mebibyte,
  inputs: folders,
  async open() {
    await tf.setBackend('cpu');
    const folder = await temporaryFolder();
    return {
      async feed({ model, metadata, weights }) {
        await writeFile(join(folder.path, 'model.json'), model);
        await writeFile(join(folder.path, 'weights.bin'), weights);
        if (metadata === null) await rm(join(folder.path, 'metadata.json'), { force: true });
        else await writeFile(join(folder.path, 'metadata.json'), metadata);
        const [refusal] = await Promise.all([read(folder.path), readGenerator(folder.path)]);
        const left = await readdir(folder.path);
        insist(left.length === (metadata === null ? 2 : 3), 'There are other files in the folder.');
        await folder.checkOutside();
        tf.disposeVariables();
        return refusal?.replace(folder.path, 'FOLDER') ?? null;
      },
      close: folder.remove,
    };
  },
};

async function read(path: string): Promise<string | null> {
  try {
    const { config, weights } = await loadModel(path);
    insist(
      config.units >= settingRanges.units[0] && config.units <= settingRanges.units[1],
      `It has ${config.units} units.`,
    );
    insist(
      weights.every(({ values }) => values.every(Number.isFinite)),
      'Its weights are not finite numbers.',
    );
    return null;
  } catch (error) {
    if (error instanceof GatescopeError) return error.message;
    throw error;
  }
}

async function readGenerator(path: string): Promise<void> {
  const { units } = await loadGenerator(path).catch((error: unknown) => {
    if (error instanceof GatescopeError) return { units: 1 };
    throw error;
  });
  insist(units >= 1 && units <= settingRanges.units[1], `A generator has ${units} units.`);
}
