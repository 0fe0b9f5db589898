/** `gatescope likelihood`: −log p of the test digits under the row generator, for each window τ. */

import type { Command } from 'commander';
import { addComputingOptions, type ComputingOptions, computingWith } from '../shared/computing-options.ts';
import type { Io } from '../shared/io.ts';
import { assets } from '../shared/paths.ts';

type Options = ComputingOptions & { readonly model?: string; readonly json?: boolean };

export function addLikelihoodCommand(program: Command, io: Io): void {
  const command = program
    .command('likelihood')
    .description(
      'Let a row generator predict the rows of MNIST’s test digits from the τ rows above each, for τ = 1 … 27.',
    )
    .option('--model <path>', 'folder of a row generator (default: the pretrained one)')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
With --json: {"losses","testImages","kernels","threads","paired"}: one {"window","testLoss"} for each τ, testLoss being the mean of
−log p of rows 2 to 28 in nats, over the first test digits.`,
    )
    .action(async ({ model, json = false, ...computing }: Options) => {
      // tfjs takes a while to load; only the commands that compute wait for it.
      const { measureLikelihood } = await import('./measure-likelihood.ts');
      await measureLikelihood(model, json, computingWith(assets, computing), io);
    });
  addComputingOptions(command);
}
