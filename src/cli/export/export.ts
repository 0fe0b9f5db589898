/** `gatescope export`: a model in a format that other programs read. */

import { type Command, Option } from 'commander';
import { type ExportFormat, exportFormats } from '../../protocol/model-files.ts';
import type { Io } from '../shared/io.ts';

type Options = { readonly format: ExportFormat; readonly out?: string };

export function addExportCommand(program: Command, io: Io): void {
  program
    .command('export')
    .description('Write a model in a format that other programs read.')
    .argument('<model>', 'folder or .gatescope file of a model')
    .addOption(new Option('--format <format>', 'of the file').choices(exportFormats).default('gatescope'))
    .option('--out <file>', 'file to write (default: a file named after the model, in this folder)')
    .addHelpText(
      'after',
      `
gatescope    one file with the model and its run, which the app opens
tfjs         a .zip of a tfjs LayersModel
safetensors  a .zip with model.safetensors in PyTorch's layout and load_pytorch.py, which opens it
npz          a .zip with weights.npz in Keras' layout and load_keras.py, which opens it
stepsCsv, epochsCsv  the numbers of the run, of each step and of each evaluation: those of a .gatescope file
recipe       what makes the run again: "train --config FILE"

Prints where it has written it.`,
    )
    .action(async (model: string, { format, out }: Options) => {
      const { exportModel } = await import('./export-model.ts');
      io.print(await exportModel(model, format, out));
    });
}
