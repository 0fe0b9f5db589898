/** Options of every command that computes: on how many threads, and with which build of the kernels. */

import type { Command } from 'commander';
import type { EngineAssets } from '../../protocol/host.ts';
import { wholeNumberWithin } from './arguments.ts';
import { chooseAnewOption } from '../start/arguments.ts';
import { choiceOfThisProcess } from '../start/hand-over.ts';

export type ComputingOptions = { readonly threads?: number | undefined; readonly kernels?: string | undefined };

export function addComputingOptions(command: Command): Command {
  return command
    .option('--threads <n>', 'computing threads (default: one for each core, at most 8)', wholeNumberWithin([1, 64]))
    .option('--kernels <name>', 'build of the kernels (default: the fastest on this machine, as once chosen)')
    .option(chooseAnewOption, 'choose the fastest build anew, and remember it');
}

/** The same files, computed with as the options say. */
export function computingWith(assets: EngineAssets, { threads, kernels }: ComputingOptions): EngineAssets {
  return { ...assets, threads, kernels, choice: choiceOfThisProcess() ?? undefined };
}
