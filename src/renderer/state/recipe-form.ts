/** The settings as a person types them: texts and choices on one side, a {@link Recipe} on the other. */

import type { Recipe, ScheduleKind } from '../../protocol/api.ts';

export type NumberField = 'units' | 'layers' | 'epochs' | 'batchSize' | 'learningRate' | 'clipNorm' | 'seed';

type Range = { readonly min: number; readonly max: number; readonly integer: boolean };

/** What `Recipe` allows; the engine checks the same. */
export const ranges: Readonly<Record<NumberField, Range>> = {
  units: { min: 8, max: 512, integer: true },
  layers: { min: 1, max: 3, integer: true },
  epochs: { min: 1, max: 100, integer: true },
  batchSize: { min: 1, max: 1024, integer: true },
  learningRate: { min: 1e-6, max: 1, integer: false },
  clipNorm: { min: 0, max: 1000, integer: false },
  seed: { min: 0, max: 2 ** 32 - 1, integer: true },
};

const numberFields = Object.keys(ranges) as readonly NumberField[];

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
  const { min, max, integer } = ranges[field];
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

export function sameRecipe(a: Recipe, b: Recipe): boolean {
  return a.schedule === b.schedule && numberFields.every((field) => a[field] === b[field]);
}

/** @param random a number from 0 (included) to 1 (excluded) */
export function newSeed(random: number): number {
  return Math.floor(random * 2 ** 32);
}
