/** Checks a recipe that comes from outside: a request, a file, a command line. */

import * as v from 'valibot';
import type { ModelOrigin, Recipe } from './recipe.ts';
import { readingOrders } from './reading.ts';
import { classLimits, defaultRecipe, limits, recipeProblem, type RecipeProblem, transformerUnits } from './config.ts';

function within([low, high]: readonly [number, number]) {
  return v.pipe(v.number(), v.minValue(low), v.maxValue(high));
}

function wholeWithin(range: readonly [number, number]) {
  return v.pipe(within(range), v.integer());
}

const problemSentences: Record<RecipeProblem, string> = {
  transformerUnits: `A Transformer takes ${transformerUnits[0]} to ${transformerUnits[1]} units.`,
  headsDivideUnits: "A Transformer's units must be a multiple of its heads.",
  transformerPixels: 'A Transformer cannot read 784 single pixels: choose another order.',
  transformerEveryStep: 'A Transformer looks at all steps at once: choose lossAt lastStep or randomStep.',
  recurrentLayers: 'A recurrent network takes 1 to 3 layers.',
};

export const modelConfigFields = {
  cell: v.picklist(['rnn', 'lstm', 'gru', 'transformer']),
  activation: v.picklist(['tanh', 'sigmoid', 'relu']),
  units: wholeWithin(limits.units),
  layers: wholeWithin(limits.layers),
  heads: wholeWithin(limits.heads),
  positionalEncoding: v.picklist(['sinusoidal', 'none']),
  classes: wholeWithin(classLimits),
  order: v.picklist(readingOrders),
  window: wholeWithin(limits.window),
};

const fields = {
  ...modelConfigFields,
  lossAt: v.picklist(['lastStep', 'everyStep', 'randomStep']),
  augmentation: v.picklist(['none', 'standard', 'international']),
  epochs: wholeWithin(limits.epochs),
  batchSize: wholeWithin(limits.batchSize),
  optimizer: v.picklist(['sgd', 'rmsprop', 'adam', 'adamw']),
  learningRate: within(limits.learningRate),
  schedule: v.picklist(['oneCycle', 'cosine', 'constant']),
  momentum: within(limits.momentum),
  weightDecay: within(limits.weightDecay),
  dropout: within(limits.dropout),
  clipNorm: within(limits.clipNorm),
  clipValue: within(limits.clipValue),
  truncation: wholeWithin(limits.truncation),
  targetAccuracy: within(limits.targetAccuracy),
  patience: wholeWithin(limits.patience),
  seed: wholeWithin(limits.seed),
};

export const originSchema = v.picklist([
  'pretrained',
  'trained',
  'untrained',
  'fineTuned',
  'opened',
]) satisfies v.GenericSchema<unknown, ModelOrigin>;

/** @returns one sentence, or null */
export function problemSentence(recipe: Recipe): string | null {
  const problem = recipeProblem(recipe);
  return problem && problemSentences[problem];
}

export const recipeSchema = v.pipe(
  v.strictObject(fields),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? problemSentence(dataset.value) : null;
    if (message !== null) addIssue({ message });
  }),
) satisfies v.GenericSchema<unknown, Recipe>;

/** A recipe from a file: what an older version did not write is what it then was. */
export const storedRecipeSchema = v.pipe(
  v.unknown(),
  // Of a list, which is an object too, each item would become a field.
  v.check((stored) => !Array.isArray(stored), 'it must be an object.'),
  v.looseObject({}),
  v.transform((stored) => ({ ...defaultRecipe, augmentation: 'none', ...stored })),
  recipeSchema,
);
