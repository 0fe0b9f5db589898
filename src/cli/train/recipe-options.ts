/** The options that make a recipe, and the recipe that they make. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import type { NumberField, RecipeField } from '../../domain/recipe/field-kinds.ts';
import { type FieldName, fieldNames, recipeFields } from '../../domain/recipe/recipe-fields.ts';
import { problemSentence } from '../../domain/recipe/recipe-problems.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { numberWithin, wholeNumberWithin } from '../shared/arguments.ts';

/** As commander returns them, by the names of the options. */
export type RecipeOptions = Readonly<Record<string, unknown>>;

/** Adds the options of these settings; settings without an option are skipped. */
export function addRecipeOptions(command: Command, names: readonly FieldName[] = fieldNames): Command {
  for (const name of names) {
    const option = optionOf(recipeFields[name]);
    if (option) command.addOption(option);
  }
  return command;
}

function optionOf(field: RecipeField): Option | null {
  const { flags, help } = field;
  if (flags === undefined) return null;
  if (field.kind === 'choice') return new Option(flags, help).choices(field.values).default(field.default);
  const parser = field.kind === 'whole' ? wholeNumberWithin(field.range) : numberWithin(field.range);
  const { defaultWith, default: usual } = field;
  if (!defaultWith) return new Option(flags, help).argParser(parser).default(usual);
  // Another option decides which default applies.
  const told = `${help} (default: ${defaultWith.default} of ${defaultWith.value}, else ${usual})`;
  return new Option(flags, told).argParser(parser);
}

/** @throws InvalidArgumentError where the options conflict */
export function recipeFrom(options: RecipeOptions): Recipe {
  // Replaced by the classes of the data set.
  const given: Partial<Recipe> = fieldsOf(options);
  const recipe = { ...defaultRecipe, ...given };
  const usual = fieldNames.flatMap((name) => {
    const { defaultWith } = recipeFields[name] as NumberField;
    const isUsual =
      defaultWith && given[name] === undefined && recipe[defaultWith.field as FieldName] === defaultWith.value;
    return isUsual ? [[name, defaultWith.default]] : [];
  });
  return checked({ ...recipe, ...(Object.fromEntries(usual) as Partial<Recipe>) });
}

/** A recipe with the fields changed that were given on the command line. @throws as {@link recipeFrom} */
export function recipeChangedBy(recipe: Recipe, options: RecipeOptions, isGiven: (name: string) => boolean): Recipe {
  const given = Object.entries(options).filter(([name]) => isGiven(name));
  return checked({ ...recipe, ...fieldsOf(Object.fromEntries(given)) });
}

/** The settings that options set; that of `--batch` has another name than the option. */
function fieldsOf(options: RecipeOptions): Partial<Recipe> {
  const values = fieldNames.flatMap((name) => {
    const { flags }: RecipeField = recipeFields[name];
    const value = flags === undefined ? undefined : options[new Option(flags).attributeName()];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(values);
}

function checked(recipe: Recipe): Recipe {
  const problem = problemSentence(recipe);
  if (problem !== null) throw new InvalidArgumentError(problem);
  return recipe;
}
