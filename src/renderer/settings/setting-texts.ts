/** The drawer's texts for a setting: its name, its meaning and what is wrong with it. */

import { stepsOf } from '../../domain/recipe/reading.ts';
import { t } from '../i18n/translate.svelte.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import {
  type ChoiceField,
  type Field,
  type FieldProblem,
  isNumber,
  type NumberField,
  rangeOf,
  type RecipeForm,
} from './recipe-form.ts';

/** Every choice by its field: `order.columns`, `cell.lstm`, … */
type Choice = { [Name in ChoiceField]: `${Name}.${Recipe[Name]}` }[ChoiceField];

function choice<Name extends ChoiceField>(field: Name, value: Recipe[Name]): Choice {
  // The compiler cannot see that the value belongs to the field.
  return `${field}.${value}` as Choice;
}

/** As in `columns →` or `LSTM`. */
export function choiceName<Name extends ChoiceField>(field: Name, value: Recipe[Name]): string {
  return t(`settings.${choice(field, value)}`);
}

export function settingName(field: Field, { cell }: RecipeForm): string {
  return t(field === 'layers' && cell === 'transformer' ? 'settings.blocks' : `settings.${field}`);
}

/** The meaning of a setting; for a choice, that of the chosen value. */
export function settingMeaning(field: Field, form: RecipeForm): string {
  return isNumber(field) ? numberMeaning(field, form) : t(`settings.${choice(field, form[field])}.meaning`);
}

function numberMeaning(field: NumberField, form: RecipeForm): string {
  const { min, max } = rangeOf(field, form);
  return t(`settings.${field}Meaning`, { min, max, steps: stepsOf(form.order).steps });
}

export function problemText(problem: FieldProblem, { units, heads }: RecipeForm): string {
  if (problem.kind !== 'range') return t(`settings.problem.${problem.kind}`, { units, heads });
  const { min, max, integer } = problem.range;
  return t(integer ? 'settings.problem.integer' : 'settings.problem.number', { min, max });
}
