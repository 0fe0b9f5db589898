/** Exports a model and its run in each format. */

import type { ExportFormat, NamedFile } from '../../protocol/model-files.ts';
import { modelConfigOf } from '../../domain/recipe/config.ts';
import type { ModelMetadata } from '../models/model-metadata.ts';
import { sha256Hex } from '../system/sha256.ts';
import { usualEpsilonPlace } from '../training/update-of.ts';
import kerasLoader from './loaders/load_keras.py?raw';
import pytorchLoader from './loaders/load_pytorch.py?raw';
import { epochsCsv, stepsCsv } from './csv.ts';
import { loaderConfig } from './loader-config.ts';
import type { Exportable } from './exportable.ts';
import { encodeModelFile, modelEntries } from './model-file.ts';
import { writeNpz } from './npz.ts';
import { writeRecipeFile } from '../../domain/recipe/recipe-file.ts';
import { writeSafetensors } from './safetensors.ts';
import { pytorchTensors } from './tensors.ts';
import { type Entries, zip } from './zip.ts';

type Writer = {
  /** File name suffix. */
  readonly ending: string;
  readonly write: (model: Exportable) => Promise<Uint8Array> | Uint8Array;
};

const writers: Readonly<Record<ExportFormat, Writer>> = {
  gatescope: { ending: '.gatescope', write: encodeModelFile },
  tfjs: { ending: '-tfjs.zip', write: async (model) => zip(await modelEntries(model)) },
  safetensors: { ending: '-pytorch.zip', write: (model) => zip(forPytorch(model)) },
  npz: { ending: '-keras.zip', write: (model) => zip(forKeras(model)) },
  stepsCsv: { ending: '-steps.csv', write: ({ history }) => encoded(stepsCsv(history)) },
  epochsCsv: { ending: '-epochs.csv', write: ({ history }) => encoded(epochsCsv(history)) },
  recipe: { ending: '.recipe.json', write: recipeOf },
};

/** @returns the file and its name */
export async function exportAs(format: ExportFormat, model: Exportable): Promise<NamedFile> {
  const { ending, write } = writers[format];
  return { name: nameOf(model) + ending, bytes: await write(model) };
}

/** `gatescope-lstm-2x128-step-4690` */
function nameOf({ config: { cell, layers, units }, metadata: { step } }: Exportable): string {
  return `gatescope-${cell}-${layers > 1 ? `${layers}x` : ''}${units}-step-${step}`;
}

/** What the loader scripts need, as a file beside the weights. */
function configEntry({ config, weights, metadata }: Exportable): Entries {
  const described = { ...loaderConfig(config, weights), metadata };
  return { 'config.json': encoded(`${JSON.stringify(described)}\n`) };
}

function forPytorch(model: Exportable): Entries {
  const { cell, order, window } = model.config;
  const about = { format: 'pt', gatescope: JSON.stringify({ cell, order, window }) };
  return {
    'model.safetensors': writeSafetensors(pytorchTensors(model.config, model.weights), about),
    ...configEntry(model),
    'load_pytorch.py': encoded(pytorchLoader),
  };
}

function forKeras(model: Exportable): Entries {
  return {
    'weights.npz': writeNpz(model.weights),
    ...configEntry(model),
    'load_keras.py': encoded(kerasLoader),
  };
}

async function recipeOf(model: Exportable): Promise<Uint8Array> {
  const { recipe, heldBack = 0, maxSteps = null, kernels, threads, step, testAccuracy, dataSet } = model.metadata;
  // Earlier versions did not store it.
  const { epsilonPlace = 'withinRoot' } = model.metadata;
  const { 'weights.bin': weights } = await modelEntries(model);
  const text = writeRecipeFile({
    recipe: { ...recipe, ...modelConfigOf(model.config) },
    dataSet: dataSet ?? null,
    heldBack,
    maxSteps,
    learningRateChanges: model.history.marks.map(({ step: at, to }) => ({ step: at, to })),
    epsilonPlace,
    computedBy: kernels !== undefined && threads !== undefined ? { kernels, threads } : null,
    result: isMadeByRecipe(model.metadata) ? { step, testAccuracy, weightsSha256: sha256Hex(weights) } : null,
  });
  return encoded(text);
}

/** Whether the recipe reproduces these weights: earlier versions had a different RMSprop. */
function isMadeByRecipe({ begunFrom, recipe, epsilonPlace }: ModelMetadata): boolean {
  return begunFrom === undefined && (recipe.optimizer !== 'rmsprop' || epsilonPlace === usualEpsilonPlace);
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
