/** Checks a recipe that comes from outside: a request, a file, a command line. */

import * as v from 'valibot';
import type { Recipe } from '../../protocol/api.ts';
import { limits } from './config.ts';

function within([low, high]: readonly [number, number]) {
  return v.pipe(v.number(), v.minValue(low), v.maxValue(high));
}

function wholeWithin(range: readonly [number, number]) {
  return v.pipe(within(range), v.integer());
}

export const recipeSchema = v.strictObject({
  cell: v.literal('lstm'),
  units: wholeWithin(limits.units),
  layers: wholeWithin(limits.layers),
  epochs: wholeWithin(limits.epochs),
  batchSize: wholeWithin(limits.batchSize),
  learningRate: within(limits.learningRate),
  schedule: v.picklist(['oneCycle', 'constant']),
  clipNorm: within(limits.clipNorm),
  seed: wholeWithin(limits.seed),
}) satisfies v.GenericSchema<Recipe>;
