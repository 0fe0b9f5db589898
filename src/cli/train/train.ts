/** `gatescope train`: its options, and the recipe that they make. */

import { type Command, Option } from 'commander';
import { fieldNames } from '../../domain/recipe/recipe-fields.ts';
import { limits } from '../../domain/limits/limits.ts';
import { wholeNumberWithin } from '../shared/arguments.ts';
import { addComputingOptions, type ComputingOptions, computingWith } from '../shared/computing-options.ts';
import { addDataOptions, type DataOptions } from '../shared/data-options.ts';
import type { Io } from '../shared/io.ts';
import { assets } from '../shared/paths.ts';
import { readRecipe } from './read-recipe.ts';
import { addRecipeOptions, recipeChangedBy, recipeFrom, type RecipeOptions } from './recipe-options.ts';

type TrainOptions = DataOptions &
  RecipeOptions &
  ComputingOptions & {
    readonly maxSteps?: number;
    readonly holdBack: number;
    readonly config?: string;
    readonly model?: string;
    readonly out?: string;
    readonly json?: boolean;
  };

export function addTrainCommand(program: Command, io: Io): void {
  const command = program
    .command('train')
    .description(
      'Train a network on the 60,000 digits and measure it on the 10,000 test digits, or on the images of --data.',
    );
  // Listed first, beside the steps that may replace them.
  addRecipeOptions(command, ['epochs']);
  command
    .addOption(
      new Option('--max-steps <n>', 'optimizer steps instead of epochs; the schedule spans them')
        .argParser(wholeNumberWithin([1, limits.maxPlannedSteps]))
        .conflicts('epochs'),
    )
    .option(
      '--hold-back <n>',
      'number of training digits, the last ones, held back to validate and to calibrate the probabilities',
      wholeNumberWithin([0, limits.maxDigitsHeldBack]),
      0,
    )
    .option('--config <file>', 'recipe file to train by; other options override it')
    .option('--model <path>', 'folder or .gatescope file of a model whose weights training begins with')
    .option('--out <dir>', 'folder to save the model in, after each epoch and at the end')
    .option('--json', 'print one JSON object a line')
    .addHelpText(
      'after',
      `
With --json:
  {"type":"step","step","loss","samplesPerSecond"}                                  each step
  {"type":"epoch","epoch","loss","trainAccuracy","testAccuracy","seconds"}          each epoch
  {"type":"result","steps","stoppedBy","testAccuracy","validationAccuracy","validationLoss","temperature",
   "samplesPerSecond","seconds","kernels","threads","paired","model"}               last
Seconds and samples per second are of training alone, loading and evaluation left out; accuracies are from 0 to 1;
"model" is the folder saved in, or null. The same recipe gives the same weights, bit for bit, on the same number of
threads with the same "kernels"; a recipe file says which it was made with. Ctrl-C ends training after the present step, saves, and leaves
"testAccuracy" null where these weights were not measured.`,
    )
    .action(async (all: TrainOptions, itself: Command) => {
      const { maxSteps, holdBack, config, model, out, json = false, threads, kernels, ...rest } = all;
      const { data, labels, transpose, invert, ...options } = rest;
      const isGiven = (name: string) => itself.getOptionValueSource(name) === 'cli';
      const file = config === undefined ? null : await readRecipe(config);
      // tfjs takes a while to load; only the commands that compute wait for it.
      const { openModel } = await import('../shared/open-model.ts');
      const begun = model === undefined ? null : { path: model, model: await openModel(model) };
      const base = file?.recipe ?? begun?.model.metadata?.recipe;
      const recipe = base
        ? recipeChangedBy({ ...base, ...begun?.model.config }, options, isGiven)
        : recipeFrom({ ...options, ...begun?.model.config });
      const heldBack = file && !isGiven('holdBack') ? file.heldBack : holdBack;
      const steps = maxSteps ?? (isGiven('epochs') ? undefined : (file?.maxSteps ?? undefined));
      const { trainModel } = await import('./train-model.ts');
      const computing = computingWith(assets, { threads, kernels });
      await trainModel(
        { recipe, file, begun, maxSteps: steps, heldBack, out, data: { data, labels, transpose, invert } },
        json,
        computing,
        io,
      );
    });
  addDataOptions(command);
  addRecipeOptions(
    command,
    fieldNames.filter((name) => name !== 'epochs'),
  );
  addComputingOptions(command);
}
