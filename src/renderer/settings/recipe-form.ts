/** The settings as a person types them: texts and choices on one side, a {@link Recipe} on the other. */

import { readingOrders, stepsOf } from '../../domain/recipe/reading.ts';
import {
  limits,
  mostRecurrentLayers,
  recipeProblem,
  type RecipeProblem,
  transformerUnits,
} from '../../domain/recipe/config.ts';
import type { ModelConfig, Recipe } from '../../domain/recipe/recipe.ts';

export type NumberField = keyof typeof limits;
export type ChoiceField = Exclude<keyof Recipe, NumberField | 'classes'>;
export type Field = NumberField | ChoiceField;

/** What can be chosen, in the order in which it is offered. */
export const choices: { readonly [Name in ChoiceField]: readonly Recipe[Name][] } = {
  cell: ['rnn', 'gru', 'lstm', 'transformer'],
  activation: ['tanh', 'sigmoid', 'relu'],
  positionalEncoding: ['sinusoidal', 'none'],
  order: readingOrders,
  lossAt: ['lastStep', 'everyStep', 'randomStep'],
  augmentation: ['none', 'standard', 'international'],
  optimizer: ['adam', 'adamw', 'rmsprop', 'sgd'],
  schedule: ['oneCycle', 'cosine', 'constant'],
};

const numberFields = Object.keys(limits) as readonly NumberField[];
const choiceFields = Object.keys(choices) as readonly ChoiceField[];
const fields: readonly Field[] = [...numberFields, ...choiceFields];

const decimals: ReadonlySet<NumberField> = new Set([
  'learningRate',
  'momentum',
  'weightDecay',
  'dropout',
  'clipNorm',
  'clipValue',
  'targetAccuracy',
]);

/** Shares that a person types in percent. */
const percents: ReadonlySet<NumberField> = new Set(['targetAccuracy']);

/** The fields as typed and chosen. */
export type RecipeForm = Record<NumberField, string> & { -readonly [Name in ChoiceField]: Recipe[Name] };

export type Range = { readonly min: number; readonly max: number; readonly integer: boolean };

/** What is wrong with a field: it is no such number, or it does not go with the others. */
export type FieldProblem = { readonly kind: 'range'; readonly range: Range } | { readonly kind: RecipeProblem };

type Deciding = Pick<Recipe, 'cell' | 'optimizer'>;

/** When a setting has an influence, of those that do not always have one. */
const conditions: Readonly<Partial<Record<Field, (form: Deciding) => boolean>>> = {
  activation: ({ cell }) => cell === 'rnn',
  heads: ({ cell }) => cell === 'transformer',
  positionalEncoding: ({ cell }) => cell === 'transformer',
  truncation: ({ cell }) => cell !== 'transformer',
  momentum: ({ optimizer }) => optimizer === 'sgd',
  weightDecay: ({ optimizer }) => optimizer !== 'adam',
};

/** Whether a setting has an influence beside the others; those that have none are not shown. */
export function meansSomething(field: Field, form: Deciding): boolean {
  return conditions[field]?.(form) ?? true;
}

/** What a field allows, as it is typed. */
export function rangeOf(field: NumberField, { cell, order }: Pick<Recipe, 'cell' | 'order'>): Range {
  const [low, high] = limitsOf(field);
  const scale = percents.has(field) ? 100 : 1;
  return { min: low * scale, max: high * scale, integer: !decimals.has(field) };

  function limitsOf(limited: NumberField): readonly [number, number] {
    if (limited === 'window' || limited === 'truncation') return [0, stepsOf(order).steps];
    if (limited === 'units' && cell === 'transformer') return transformerUnits;
    if (limited === 'layers' && cell !== 'transformer') return [1, mostRecurrentLayers];
    return limits[limited];
  }
}

export function formOf(recipe: Recipe): RecipeForm {
  const texts = numberFields.map((field): [NumberField, string] => [field, textOf(field, recipe[field])]);
  const { cell, activation, positionalEncoding, order, lossAt, augmentation, optimizer, schedule } = recipe;
  return {
    ...(Object.fromEntries(texts) as Record<NumberField, string>),
    ...{ cell, activation, positionalEncoding, order, lossAt, augmentation, optimizer, schedule },
  };
}

function textOf(field: NumberField, value: number): string {
  // The product of a share and 100 may end in a rounding error.
  return String(percents.has(field) ? Number((value * 100).toPrecision(12)) : value);
}

/** Writes a choice into the form, and what follows from it: AdamW without weight decay would be Adam. */
export function choose<Name extends ChoiceField>(form: RecipeForm, field: Name, value: Recipe[Name]): void {
  Object.assign(form, { [field]: value });
  if (field === 'optimizer' && value === 'adamw' && Number(form.weightDecay) === 0) form.weightDecay = '0.01';
}

/** The number that `form` holds in `field` if it is allowed, else null. */
export function parseField(field: NumberField, form: RecipeForm): number | null {
  const { min, max, integer } = rangeOf(field, form);
  const text = form[field].trim();
  const value = text === '' ? Number.NaN : Number(text);
  const allowed = value >= min && value <= max && (!integer || Number.isInteger(value));
  if (!allowed) return null;
  return percents.has(field) ? value / 100 : value;
}

/**
 * The recipe that the form describes, or null while a field is wrong. They may still not go together: {@link problemAt}.
 * @param base where a setting without influence keeps its value, whatever was typed before it was hidden
 */
export function recipeOf(form: RecipeForm, base: Recipe): Recipe | null {
  const numbers: Partial<Record<NumberField, number>> = {};
  for (const field of numberFields) {
    const value = meansSomething(field, form) ? parseField(field, form) : base[field];
    if (value === null) return null;
    numbers[field] = value;
  }
  const { cell, order, lossAt, augmentation, optimizer, schedule } = form;
  const { activation } = meansSomething('activation', form) ? form : base;
  const { positionalEncoding } = meansSomething('positionalEncoding', form) ? form : base;
  return {
    ...(numbers as Record<NumberField, number>),
    ...{ cell, activation, positionalEncoding, order, lossAt, augmentation, optimizer, schedule },
    classes: base.classes,
  };
}

/** The field at which a recipe whose settings do not go together can be mended. */
const mendedAt: Record<RecipeProblem, Field> = {
  transformerUnits: 'units',
  headsDivideUnits: 'heads',
  transformerPixels: 'order',
  transformerEveryStep: 'lossAt',
  recurrentLayers: 'layers',
};

/** What is wrong at a field, or null. */
export function problemAt(field: Field, form: RecipeForm, base: Recipe): FieldProblem | null {
  if (isNumber(field) && parseField(field, form) === null) return { kind: 'range', range: rangeOf(field, form) };
  const model = modelOf(form, base);
  const kind = model && recipeProblem({ ...base, ...model, lossAt: form.lossAt });
  return kind !== null && mendedAt[kind] === field ? { kind } : null;
}

/** The network that the form describes, whatever the settings of its training hold; null while its own are wrong. */
export function modelOf(form: RecipeForm, base: Recipe): ModelConfig | null {
  const [units, layers, window] = (['units', 'layers', 'window'] as const).map((field) => parseField(field, form));
  const heads = meansSomething('heads', form) ? parseField('heads', form) : base.heads;
  if (units === null || layers === null || window === null || heads === null) return null;
  const { cell, activation, positionalEncoding, order } = form;
  return { cell, activation, units, layers, heads, positionalEncoding, classes: base.classes, order, window };
}

/** Whether a person must mend something before this can be trained. */
export function hasProblem(form: RecipeForm, base: Recipe): boolean {
  const recipe = recipeOf(form, base);
  return recipe === null || recipeProblem(recipe) !== null;
}

export function sameRecipe(a: Recipe, b: Recipe): boolean {
  return fields.every((field) => a[field] === b[field]);
}

export function isNumber(field: Field): field is NumberField {
  return Object.hasOwn(limits, field);
}

/** @param random a number from 0 (included) to 1 (excluded) */
export function newSeed(random: number): number {
  return Math.floor(random * 2 ** 32);
}
