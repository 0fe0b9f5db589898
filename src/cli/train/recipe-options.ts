/** The options that make a recipe, and the recipe that they make. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import { defaultRecipe, limits } from '../../domain/recipe/config.ts';
import { readingOrders } from '../../domain/recipe/reading.ts';
import { problemSentence } from '../../domain/recipe/recipe-schema.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { numberWithin, wholeNumberWithin } from '../shared/arguments.ts';

export type RecipeOptions = Omit<Recipe, 'batchSize' | 'weightDecay' | 'classes'> & {
  readonly batch: number;
  readonly weightDecay?: number;
};

/** What AdamW takes where nobody says otherwise (I. Loshchilov and F. Hutter 2019 search around it). */
const usualWeightDecay = 0.01;

/** Adds every field of a recipe but its epochs. */
export function addRecipeOptions(command: Command): Command {
  const choice = (flags: string, what: string, choices: readonly string[], usual: string) =>
    command.addOption(new Option(flags, what).choices(choices).default(usual));
  const whole = (flags: string, what: string, name: keyof typeof limits & keyof Recipe) =>
    command.option(flags, what, wholeNumberWithin(limits[name]), defaultRecipe[name]);
  const number = (flags: string, what: string, name: keyof typeof limits & keyof Recipe) =>
    command.option(flags, what, numberWithin(limits[name]), defaultRecipe[name]);

  choice('--cell <kind>', 'network', ['rnn', 'lstm', 'gru', 'transformer'], defaultRecipe.cell);
  choice('--activation <kind>', "of an RNN's state", ['tanh', 'sigmoid', 'relu'], defaultRecipe.activation);
  whole('--units <n>', 'units of each layer', 'units');
  whole('--layers <n>', 'recurrent layers, 1 to 3, or Transformer blocks', 'layers');
  whole('--heads <n>', "attention heads of a Transformer's block", 'heads');
  choice('--positional-encoding <kind>', 'of a Transformer', ['sinusoidal', 'none'], defaultRecipe.positionalEncoding);
  choice('--order <order>', 'in which pixels are read', readingOrders, defaultRecipe.order);
  whole('--window <n>', 'memory window: steps read, counted from the end, 0: all', 'window');
  choice('--loss-at <step>', 'after which the answer counts', ['lastStep', 'everyStep', 'randomStep'], 'lastStep');
  choice(
    '--augmentation <kind>',
    'of the training digits',
    ['none', 'standard', 'international'],
    defaultRecipe.augmentation,
  );
  command.option('--batch <n>', 'digits in each step', wholeNumberWithin(limits.batchSize), defaultRecipe.batchSize);
  choice('--optimizer <kind>', 'of the weights', ['sgd', 'rmsprop', 'adam', 'adamw'], defaultRecipe.optimizer);
  number('--learning-rate <x>', 'at its highest', 'learningRate');
  choice('--schedule <kind>', 'of the learning rate', ['oneCycle', 'cosine', 'constant'], defaultRecipe.schedule);
  number('--momentum <x>', 'of sgd', 'momentum');
  command.option(
    '--weight-decay <x>',
    `beside the update (default: ${usualWeightDecay} of adamw, else 0)`,
    numberWithin(limits.weightDecay),
  );
  number('--dropout <x>', 'share of units silenced before the readout', 'dropout');
  number('--clip-norm <x>', 'largest gradient norm, 0: any', 'clipNorm');
  number('--clip-value <x>', 'largest gradient of a single weight, 0: any', 'clipValue');
  whole('--truncation <n>', 'steps that gradients go back through time, 0: all', 'truncation');
  number('--target-accuracy <x>', 'stop after an epoch with this test accuracy, 0: never', 'targetAccuracy');
  whole('--patience <n>', 'stop after so many epochs without a better test loss, 0: never', 'patience');
  return whole('--seed <n>', 'of weights and order', 'seed');
}

/** @throws InvalidArgumentError where the options do not go together */
export function recipeFrom(options: RecipeOptions): Recipe {
  const { weightDecay, ...fields } = fieldsOf(options);
  const usual = options.optimizer === 'adamw' ? usualWeightDecay : 0;
  // The classes are those of the data set, which takes their place.
  const { classes } = defaultRecipe;
  return checked({ ...fields, classes, weightDecay: weightDecay ?? usual } as Recipe);
}

/** A recipe with those fields changed that were given on the command line. @throws as {@link recipeFrom} */
export function recipeChangedBy(recipe: Recipe, options: RecipeOptions, isGiven: (name: string) => boolean): Recipe {
  const given = Object.entries(options).filter(([name]) => isGiven(name));
  return checked({ ...recipe, ...fieldsOf(Object.fromEntries(given)) });
}

/** `--batch` is the only option that is called otherwise than its field. */
function fieldsOf({ batch, ...options }: Partial<RecipeOptions>): Partial<Recipe> {
  return { ...options, ...(batch !== undefined && { batchSize: batch }) };
}

function checked(recipe: Recipe): Recipe {
  const problem = problemSentence(recipe);
  if (problem !== null) throw new InvalidArgumentError(problem);
  return recipe;
}
