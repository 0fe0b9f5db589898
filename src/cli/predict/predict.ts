/** `gatescope predict`: reads digits from image and stroke files. */

import type { Command } from 'commander';
import { addComputingOptions, type ComputingOptions, computingWith } from '../shared/computing-options.ts';
import type { Io } from '../shared/io.ts';
import { assets } from '../shared/paths.ts';
import { limits, sizeOf } from '../../domain/limits/limits.ts';

type Options = ComputingOptions & { readonly model?: string; readonly json?: boolean };

export function addPredictCommand(program: Command, io: Io): void {
  const command = program
    .command('predict')
    .description('Read the digits in image and stroke files, as the drawing pad does.')
    .argument('<file...>', 'PNG or JPEG images of digits, or .json files of pen strokes')
    .option('--model <path>', 'folder or .gatescope file of a model (default: the pretrained one)')
    .option('--json', 'print one JSON object a line')
    .addHelpText(
      'after',
      `
Images may be dark on light or light on dark, up to ${sizeOf(limits.maxImageBytes)} and ${limits.maxImagePixels / 1e6} megapixels.
Stroke files hold [{"strokes":[[[x,y],…],…]},…]: digits of pen strokes of points, in any units, y down.

One line a drawing; with --json: {"index","digit","probabilities":[10 numbers],"kernels","threads","paired"}, where "index" counts
the drawings of all files from 0, and the last three say what computed it. A model of another data set answers with its classes and their "name". A drawing without strokes has null as "digit" and "probabilities". Where the model
learned what is no digit (train --non-digits) and takes the drawing for none, "digit" is null and "closest" the most probable one. Where several digits stand side by side,
standard error says so, each is read, "digit" is the leftmost, and "digits":[{"digit","probabilities"},…] has all of them.
A file that cannot be read, or an image with nothing on it, is named on standard error and makes the exit code 1; it counts as
one digit without a line, and the other files are still read.`,
    )
    .action(async (files: string[], { model, json = false, ...computing }: Options) => {
      // tfjs takes a while to load; only the commands that compute wait for it.
      const { predict } = await import('./predict-files.ts');
      await predict(files, model, json, computingWith(assets, computing), io);
    });
  addComputingOptions(command);
}
