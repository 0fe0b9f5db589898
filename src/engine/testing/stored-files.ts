/**
 * A small example of everything that is stored, with the files written by each release (`fixtures/`, made by
 * `scripts/house/make-fixtures.ts`), which tests read with the present code.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recurrentWeightShapes, sizeOfShape } from '../../domain/recipe/config.ts';
import type { RecipeFile } from '../../domain/recipe/recipe-file.ts';
import type { StoredRun } from '../comparison/compared-file.ts';
import type { DataSet } from '../data/data-set.ts';
import { modelOf } from '../files/testing/models.ts';
import { generatorWeightShapes } from '../generator/generator-config.ts';
import type { GeneratorMetadata } from '../generator/generator-storage.ts';
import type { StripSettings } from '../../domain/strips/strip-settings.ts';
import type { StoredStripReader } from '../strips/strip-file.ts';
import { stripWeightShapes } from '../strips/strip-network.ts';
import type { KeptGenerator } from '../generator/kept-generator.ts';
import { digitId, type PersonalDigit } from '../personal/digits-file.ts';
import type { StepColumns } from '../../protocol/step-metrics.ts';
import { checkpointOf, keptNetwork } from '../training/testing/checkpoints.ts';

/** Text files by suffix; others are kept as base64. */
const isText = (name: string) => name.endsWith('.json');

/** Folder of a release's fixtures. @param release the Gatescope version that first wrote this form */
export function fixturesFolder(release: string): string {
  return join(import.meta.dirname, 'fixtures', release);
}

/** A fixture's name, with a suffix that no formatter touches. */
export const fixtureName = (name: string): string => `${name}.${isText(name) ? 'txt' : 'base64'}`;

/** A stored file, byte by byte. @param name as in the app */
export async function storedFile(name: string, release = '0.1.0'): Promise<Uint8Array> {
  const text = await readFile(join(fixturesFolder(release), fixtureName(name)), 'utf8');
  return isText(name) ? new TextEncoder().encode(text) : Uint8Array.from(Buffer.from(text, 'base64'));
}

/** The text form of a fixture. */
export function fixtureText(name: string, bytes: Uint8Array): string {
  if (isText(name)) return new TextDecoder().decode(bytes);
  return Buffer.from(bytes)
    .toString('base64')
    .replace(/.{1,120}/g, '$&\n');
}

/** Distinct numbers, exact in float32. */
function filled(length: number, seed: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, (_, index) => Math.round(64 * Math.sin(index + seed)) / 64);
}

/** As it was before weights were measured. */
function withoutWeightNorm<Run extends { readonly history: { readonly steps: StepColumns } }>(run: Run): Run {
  const { steps } = run.history;
  const weightNorm = new Float32Array(steps.loss.length).fill(NaN);
  return { ...run, history: { ...run.history, steps: { ...steps, weightNorm } } };
}

export const runExample = withoutWeightNorm(checkpointOf(3));

export const networkExample = keptNetwork(5);

export const modelExample = withoutWeightNorm(modelOf({ units: 8 }));

const { recipe } = modelExample.metadata;

/** A run's moment after this many steps. */
export const momentExample = {
  run: '20260101000000-abcd',
  step: 2,
  trainLoss: 2.25,
  config: modelExample.config,
  weights: modelExample.weights,
};

export const comparedExample: StoredRun = {
  ...{ queued: 1_767_225_600_000, name: 'Eight units', recipe, digits: 256, experiment: 'cells', state: 'done' },
  dataSet: runExample.data,
  ...{ error: null, step: 4, totalSteps: 4, seconds: 1.5 },
  curves: {
    ...{ step: Uint32Array.of(1, 2, 4), loss: filled(3, 1), accuracy: filled(3, 2), gradientNorm: filled(3, 3) },
    // Not recorded then.
    weightNorm: new Float32Array(3).fill(NaN),
  },
  testAccuracy: [{ order: 'rowsDown', accuracy: 0.5 }],
  gradientFlow: {
    ...{ steps: 28, firstStep: 0, layers: 1, truncation: 28, step: 4, stretch: null },
    ...{ lossGradient: filled(28, 4), stateJacobian: filled(28, 5) },
  },
  weights: recurrentWeightShapes(modelExample.config, recipe.classes).map(({ name, shape }) => ({
    ...{ name, shape },
    values: filled(sizeOfShape(shape), name.length),
  })),
};

export const generatorExample: KeptGenerator = {
  labels: 0,
  ...{ units: 8, dataSet: { id: 'mnist', name: 'MNIST' }, step: 6, totalSteps: 12, epochs: 2 },
  ...{ testLoss: 101.5, testImages: 1000, losses: [{ epoch: 0.5, trainLoss: 120.25, testLoss: null }] },
  weights: generatorWeightShapes(8).map(({ name, shape }) => ({
    ...{ name, shape },
    values: filled(sizeOfShape(shape), name.length),
  })),
};

const stripSettings: StripSettings = {
  ...{ model: 'bottleneck', units: 16, directions: 1, layers: 1, columnsPerStep: 1 },
  ...{ longest: 2, ownAnswers: 0.25, steps: 100, seed: 1 },
};

const stripWeights = stripWeightShapes(stripSettings).map(({ name, shape }) => ({
  ...{ name, shape },
  values: filled(sizeOfShape(shape), name.length),
}));

export const stripReaderExample: StoredStripReader = {
  ...{ settings: stripSettings, step: 6, since: { loss: 2.25, steps: 1 }, weights: stripWeights },
  progress: [
    {
      ...{ step: 5, forcedLoss: 2.5, testForcedLoss: 2.25, testOwnLoss: 2.75 },
      wholeRight: Float32Array.of(0.5, 0.25, 0, 0, 0, 0),
    },
  ],
  optimizer: { step: 6, moments: [1, 2].map(() => stripWeights.map(({ values }) => values)) },
};

export const generatorMetadataExample: GeneratorMetadata = {
  labels: 0,
  ...{ units: 8, epochs: 2, truncation: 28, seed: 1, step: 6, testLoss: 101.5, kernels: 'simd-6x2', threads: 2 },
  created: '2026-01-01T00:00:00.000Z',
};

export const recipeExample: RecipeFile = {
  recipe,
  dataSet: null,
  heldBack: 1000,
  maxSteps: 40,
  learningRateChanges: [{ step: 2, to: 0.002 }],
  epsilonPlace: 'besideRoot',
  computedBy: { kernels: 'simd-6x2', threads: 2 },
  result: { step: 3, testAccuracy: 0.5, weightsSha256: '0123456789abcdef'.repeat(4) },
};

const pixelsOf = (seed: number, count = 1) =>
  Uint8Array.from({ length: 784 * count }, (_, index) => (index % 97 < 9 ? (index * seed) % 256 : 0));

export const digitsExample: readonly PersonalDigit[] = [3, 7].map((label) => ({
  ...{ id: digitId(pixelsOf(label)), pixels: pixelsOf(label), label, answer: label === 3 ? 5 : null },
  time: Date.UTC(2026, 0, label),
}));

export const dataSetExample: Omit<DataSet, 'id'> = {
  name: 'Two marks',
  classNames: ['left', '오른쪽'],
  train: { count: 3, images: pixelsOf(11, 3), labels: Uint8Array.of(0, 1, 0) },
  test: { count: 2, images: pixelsOf(13, 2), labels: Uint8Array.of(1, 0) },
};

export const machineExample = { v8: '13.6.1', processor: 'x64 Some Processor', files: '0123456789abcdef'.repeat(4) };

export const choiceExample = { kernels: 'relaxed-6x4', flags: ['--wasm-revectorize'], paired: true };

export const windowExample = {
  locale: 'ko',
  folders: { model: '/home/me/models' },
  recent: ['/home/me/models/one.gatescope'],
} as const;
