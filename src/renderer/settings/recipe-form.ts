/** The settings as typed and chosen in the form, and as a {@link Recipe}. */

import { settingRanges } from '../../domain/recipe/config.ts';
import type { ChoiceField as ChoiceDeclaration } from '../../domain/recipe/field-kinds.ts';
import { networkNames } from '../../domain/recipe/network-fields.ts';
import {
  appliesTo,
  type ChoiceName,
  fieldNames,
  isNumberName,
  numberField,
  type NumberName,
  rangeBeside,
  recipeFields,
} from '../../domain/recipe/recipe-fields.ts';
import { mendedAt, recipeProblem, type RecipeProblem } from '../../domain/recipe/recipe-problems.ts';
import type { ModelConfig, Recipe } from '../../domain/recipe/recipe.ts';

// The data set decides the number of classes.
export type NumberField = Exclude<NumberName, 'classes'>;
export type ChoiceField = ChoiceName;
export type Field = NumberField | ChoiceField;

/** In the order of the table. */
export const fields: readonly Field[] = fieldNames.filter((name) => name !== 'classes');

/** The fields as typed and chosen. */
export type RecipeForm = Record<NumberField, string> & { -readonly [Name in ChoiceField]: Recipe[Name] };

export type Range = { readonly min: number; readonly max: number; readonly integer: boolean };

/** What is wrong with a field: not an allowed number, or in conflict with other fields. */
export type FieldProblem = { readonly kind: 'range'; readonly range: Range } | { readonly kind: RecipeProblem };

/** The choices in the order in which they are offered. */
export function choicesOf<Name extends ChoiceField>(name: Name): readonly Recipe[Name][] {
  const field: ChoiceDeclaration = recipeFields[name];
  // The compiler cannot see that the values belong to the name.
  return (field.offered ?? field.values) as readonly Recipe[Name][];
}

/** The range of a field, in the units in which it is typed. */
export function rangeOf(name: NumberField, form: Pick<Recipe, 'cell' | 'order'>): Range {
  const [min, max] = rangeBeside(name, form);
  const scale = isTypedInPercent(name) ? 100 : 1;
  return { min: min * scale, max: max * scale, integer: numberField(name).kind === 'whole' };
}

function isTypedInPercent(name: NumberField): boolean {
  return numberField(name).typedInPercent ?? false;
}

export function formOf(recipe: Recipe): RecipeForm {
  const values = fields.map((name) => [name, isNumberName(name) ? textOf(name, recipe[name]) : recipe[name]]);
  return Object.fromEntries(values) as RecipeForm;
}

function textOf(name: NumberField, value: number): string {
  // The product of a share and 100 may end in a rounding error.
  return String(isTypedInPercent(name) ? Number((value * 100).toPrecision(12)) : value);
}

/** Writes a choice into the form with its consequences: AdamW without weight decay would be Adam. */
export function choose<Name extends ChoiceField>(form: RecipeForm, field: Name, value: Recipe[Name]): void {
  Object.assign(form, { [field]: value });
  for (const name of fields.filter(isNumber)) {
    const { defaultWith, default: usual } = numberField(name);
    if (defaultWith?.field !== field || defaultWith.value !== value) continue;
    if (Number(form[name]) === usual) form[name] = textOf(name, defaultWith.default);
  }
}

/** The number in `field` if it is allowed, else null. */
export function parseField(field: NumberField, form: RecipeForm): number | null {
  const { min, max, integer } = rangeOf(field, form);
  const text = form[field].trim();
  const value = text === '' ? Number.NaN : Number(text);
  const allowed = value >= min && value <= max && (!integer || Number.isInteger(value));
  if (!allowed) return null;
  return isTypedInPercent(field) ? value / 100 : value;
}

/** The value of a field; a setting without influence keeps that of `base`, whatever was typed before it was hidden. */
function valueOf(field: Field, form: RecipeForm, base: Recipe): number | string | null {
  if (!appliesTo(field, form)) return base[field];
  return isNumber(field) ? parseField(field, form) : form[field];
}

/**
 * The recipe that the form describes, or null while a field is wrong. Fields may still conflict: {@link problemAt}.
 * @param base where a setting without influence keeps its value
 */
export function recipeOf(form: RecipeForm, base: Recipe): Recipe | null {
  const values = fields.map((field) => [field, valueOf(field, form, base)] as const);
  if (values.some(([, value]) => value === null)) return null;
  return { ...base, ...(Object.fromEntries(values) as Partial<Recipe>) };
}

/** What is wrong with a field, or null. */
export function problemAt(field: Field, form: RecipeForm, base: Recipe): FieldProblem | null {
  if (isNumber(field) && parseField(field, form) === null) return { kind: 'range', range: rangeOf(field, form) };
  const model = modelOf(form, base);
  const kind = model && recipeProblem({ ...base, ...model, lossAt: form.lossAt });
  return kind !== null && mendedAt(kind) === field ? { kind } : null;
}

/** The network that the form describes, whatever its training settings; null while its own settings are wrong. */
export function modelOf(form: RecipeForm, base: Recipe): ModelConfig | null {
  const values = networkNames.map(
    (name) => [name, name === 'classes' ? base.classes : valueOf(name, form, base)] as const,
  );
  return values.some(([, value]) => value === null) ? null : (Object.fromEntries(values) as ModelConfig);
}

/** Whether a setting must be fixed before training. */
export function hasProblem(form: RecipeForm, base: Recipe): boolean {
  const recipe = recipeOf(form, base);
  return recipe === null || recipeProblem(recipe) !== null;
}

export function sameRecipe(a: Recipe, b: Recipe): boolean {
  return fields.every((field) => a[field] === b[field]);
}

export function isNumber(field: Field): field is NumberField {
  return isNumberName(field);
}

/** @param random a number from 0 (included) to 1 (excluded) */
export function newSeed(random: number): number {
  return Math.floor(random * (settingRanges.seed[1] + 1));
}
