/** Validates recipes from outside: requests, files, the command line. */

import * as v from 'valibot';
import type { RecipeField } from './field-kinds.ts';
import type { ModelConfig, ModelOrigin, Recipe } from './recipe.ts';
import { defaultRecipe } from './config.ts';
import { networkNames } from './network-fields.ts';
import { type FieldName, fieldNames, recipeFields } from './recipe-fields.ts';
import { problemSentence } from './recipe-problems.ts';

function schemaOf(field: RecipeField): v.GenericSchema<string> | v.GenericSchema<number> {
  if (field.kind === 'choice') return v.picklist(field.values);
  const [min, max] = field.range;
  const within = v.pipe(v.number(), v.minValue(min), v.maxValue(max));
  return field.kind === 'whole' ? v.pipe(within, v.integer()) : within;
}

type SchemasOf<Values> = { readonly [Name in keyof Values]: v.GenericSchema<Values[Name]> };

function schemasOf(names: readonly FieldName[]): unknown {
  return Object.fromEntries(names.map((name) => [name, schemaOf(recipeFields[name])]));
}

/** The schema of each setting, by name. */
export const settingSchemas = schemasOf(fieldNames) as SchemasOf<Recipe>;

/** The schema of each setting that defines the network, by name. */
export const modelConfigFields = schemasOf(networkNames) as SchemasOf<ModelConfig>;

export const originSchema = v.picklist([
  'pretrained',
  'trained',
  'untrained',
  'fineTuned',
  'opened',
]) satisfies v.GenericSchema<unknown, ModelOrigin>;

export const recipeSchema = v.pipe(
  v.strictObject(settingSchemas),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? problemSentence(dataset.value) : null;
    if (message !== null) addIssue({ message });
  }),
) satisfies v.GenericSchema<unknown, Recipe>;

/** A recipe from a file: missing settings get the defaults of the version that wrote it. */
export const storedRecipeSchema = v.pipe(
  v.unknown(),
  // Otherwise a list, which is an object too, would pass with an index per field.
  v.check((stored) => !Array.isArray(stored), 'it must be an object.'),
  v.looseObject({}),
  v.transform((stored) => ({ ...defaultRecipe, ...valuesBefore(), ...stored })),
  recipeSchema,
);

/** Values of settings before they could be chosen, if not their defaults. */
function valuesBefore(): Record<string, string | number> {
  const fields: readonly (readonly [string, RecipeField])[] = Object.entries(recipeFields);
  return Object.fromEntries(fields.flatMap(([name, { before }]) => (before === undefined ? [] : [[name, before]])));
}
