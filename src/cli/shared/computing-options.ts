/** Options of every command that computes: number of threads, and build of the kernels. */

import type { Command } from 'commander';
import type { EngineAssets } from '../../protocol/host.ts';
import { wholeNumberWithin } from './arguments.ts';
import { chooseAnewOption } from '../start/arguments.ts';
import { choiceOfThisProcess } from '../start/hand-over.ts';
import { limits } from '../../domain/limits/limits.ts';

export type ComputingOptions = { readonly threads?: number | undefined; readonly kernels?: string | undefined };

export function addComputingOptions(command: Command): Command {
  return command
    .option(
      '--threads <n>',
      `compute threads (default: one for each core, at most ${limits.maxThreadsUnasked})`,
      wholeNumberWithin([1, limits.maxThreads]),
    )
    .option('--kernels <name>', 'build of the kernels (default: the fastest on this machine, chosen once)')
    .option(chooseAnewOption, 'choose the fastest build again, and remember it');
}

/** The same files with the kernels and threads of the options. */
export function computingWith(assets: EngineAssets, { threads, kernels }: ComputingOptions): EngineAssets {
  return { ...assets, threads, kernels, choice: choiceOfThisProcess() ?? undefined };
}
