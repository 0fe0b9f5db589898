/**
 * Every setting of a recipe, declared once, in the order in which recipes are written and the command line lists its
 * options. Types, schemas, defaults, the settings panel and those options follow from this table. Pure; the screen uses
 * it too.
 */

import type { Deciding, NumberField, Range, RecipeField } from './field-kinds.ts';
import { networkFields } from './network-fields.ts';
import { trainingFields } from './training-fields.ts';

export const recipeFields = { ...networkFields, ...trainingFields };

type Fields = typeof recipeFields;

/** The name of a setting. */
export type FieldName = keyof Fields;

/** The settings that are numbers. */
export type NumberName = { [Name in FieldName]: Fields[Name] extends NumberField ? Name : never }[FieldName];

/** The settings that are one of a few names. */
export type ChoiceName = Exclude<FieldName, NumberName>;

export const fieldNames = Object.keys(recipeFields) as readonly FieldName[];

/** A number's declaration with the table's type instead of its literal types. */
export function numberField(name: NumberName): NumberField {
  return recipeFields[name];
}

/** Whether a setting is a number. */
export function isNumberName(name: FieldName): name is NumberName {
  return recipeFields[name].kind !== 'choice';
}

/** Whether a setting has an effect beside the others. */
export function appliesTo(name: FieldName, beside: Pick<Deciding, 'cell' | 'optimizer'>): boolean {
  const field: RecipeField = recipeFields[name];
  return field.appliesTo?.(beside) ?? true;
}

/** The range of a number for the cell and the order. */
export function rangeBeside(name: NumberName, beside: Pick<Deciding, 'cell' | 'order'>): Range {
  const { range, rangeBeside } = numberField(name);
  return rangeBeside?.(beside) ?? range;
}
