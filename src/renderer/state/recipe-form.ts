/** The settings as a person types them: texts and choices on one side, a {@link Recipe} on the other. */

import { limits } from '../../engine/models/config.ts';
import type { ModelConfig, Recipe, ScheduleKind } from '../../protocol/api.ts';

export type NumberField = 'units' | 'layers' | 'epochs' | 'batchSize' | 'learningRate' | 'clipNorm' | 'seed';

type Range = { readonly min: number; readonly max: number; readonly integer: boolean };

const numberFields = Object.keys(limits) as readonly NumberField[];

/** What a field allows. */
export function rangeOf(field: NumberField): Range {
  const [min, max] = limits[field];
  return { min, max, integer: field !== 'learningRate' && field !== 'clipNorm' };
}

/** The fields as typed. */
export type RecipeForm = Record<NumberField, string> & { schedule: ScheduleKind };

export function formOf(recipe: Recipe): RecipeForm {
  const texts = Object.fromEntries(numberFields.map((field) => [field, String(recipe[field])])) as Record<
    NumberField,
    string
  >;
  return { ...texts, schedule: recipe.schedule };
}

/** The number in `text` if `field` allows it, else null. */
export function parseField(field: NumberField, text: string): number | null {
  const { min, max, integer } = rangeOf(field);
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const allowed = value >= min && value <= max && (!integer || Number.isInteger(value));
  return allowed ? value : null;
}

/** The recipe that the form describes, or null while a field is wrong. */
export function recipeOf(form: RecipeForm): Recipe | null {
  const values: Partial<Record<NumberField, number>> = {};
  for (const field of numberFields) {
    const value = parseField(field, form[field]);
    if (value === null) return null;
    values[field] = value;
  }
  return { cell: 'lstm', schedule: form.schedule, ...(values as Record<NumberField, number>) };
}

/** The network that the form describes, whatever the other fields hold; null while units or layers are wrong. */
export function modelOf(form: RecipeForm): ModelConfig | null {
  const units = parseField('units', form.units);
  const layers = parseField('layers', form.layers);
  return units === null || layers === null ? null : { cell: 'lstm', units, layers };
}

export function sameRecipe(a: Recipe, b: Recipe): boolean {
  return a.schedule === b.schedule && numberFields.every((field) => a[field] === b[field]);
}

/** @param random a number from 0 (included) to 1 (excluded) */
export function newSeed(random: number): number {
  return Math.floor(random * 2 ** 32);
}
