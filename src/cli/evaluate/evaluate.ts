/** `gatescope evaluate`: a model's accuracy on the 10,000 test digits. */

import { type Command, Option } from 'commander';
import { readingOrders } from '../../domain/recipe/reading.ts';
import type { ReadingOrder } from '../../domain/recipe/recipe.ts';
import { sureFrom } from '../../domain/sureness.ts';
import { addComputingOptions, type ComputingOptions, computingWith } from '../shared/computing-options.ts';
import { addDataOptions, type DataOptions } from '../shared/data-options.ts';
import type { Io } from '../shared/io.ts';
import { assets } from '../shared/paths.ts';

type Options = ComputingOptions &
  DataOptions & {
    readonly model?: string;
    readonly order?: ReadingOrder;
    readonly strokes?: string;
    readonly json?: boolean;
  };

export function addEvaluateCommand(program: Command, io: Io): void {
  const command = program
    .command('evaluate')
    .description('Let a model read the 10,000 test digits, or the test images of --data, and count its answers.')
    .option('--model <path>', 'folder or .gatescope file of a model (default: the pretrained one)')
    .addOption(new Option('--order <order>', "to read in, instead of the model's own").choices(readingOrders))
    .addOption(
      new Option(
        '--strokes <file>',
        '.json file of pen strokes with labels, read as the drawing pad does, in place of images',
      ).conflicts(['data', 'labels', 'transpose', 'invert', 'order']),
    )
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
With --json: {"accuracy","loss","calibrationError","confusion","kernels","threads","paired"}: accuracy from 0 to 1, mean cross-entropy in nats, expected
calibration error from 0 to 1 (how far the probability of an answer is from how often it is right), and 10 rows of 10 counts,
one row for each true digit, one column for each answer. Of a single pair that the model was trained on, the images held back
are read; of one that is new to it, all. Loss and calibration error are null where they are no numbers. With
--data also "classNames", and as many rows and columns.

A file for --strokes holds [{"label":7,"strokes":[[[x,y],…],…]},…]: a digit, or in words what else was drawn, such as "A"; then strokes
of points, in any units, y down. "source" may say where each comes from. An answer is sure from ${100 * sureFrom} % on. With --json:
{"digits":{"count","right","sureAndWrong","rightButNotSure"},"others":{"count","sureOfDigit"},"labels","sources","kernels",
"threads","paired"}, where "others" are no digits, and "labels" and "sources" have the same counts for each.`,
    )
    .action(async ({ model, order, strokes, json = false, data, labels, transpose, invert, ...computing }: Options) => {
      // tfjs takes a while to load; only the commands that compute wait for it.
      if (strokes !== undefined) {
        const { evaluatePens } = await import('./evaluate-pens.ts');
        await evaluatePens(strokes, model, json, computingWith(assets, computing), io);
        return;
      }
      const { evaluateModel } = await import('./evaluate-model.ts');
      await evaluateModel(
        model,
        order,
        { data, labels, transpose, invert },
        json,
        computingWith(assets, computing),
        io,
      );
    });
  addDataOptions(command);
  addComputingOptions(command);
}
