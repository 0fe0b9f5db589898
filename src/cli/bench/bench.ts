/** `gatescope bench`: its speed beside that of its peers. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import { numberWithin, wholeNumberWithin } from '../shared/arguments.ts';
import type { Io } from '../shared/io.ts';
import { assets, contestantPath, trialPath, wasmDirectory } from '../shared/paths.ts';
import { chooseAnewOption } from '../start/arguments.ts';
import { choiceOfThisProcess } from '../start/hand-over.ts';
import { defaultThreads, entrantNames, noFlags } from './contestants.ts';
import { measuresFor } from './measures.ts';
import { limits } from '../../domain/limits/limits.ts';

type BenchOptions = {
  readonly quick?: boolean;
  readonly rounds?: number;
  readonly seconds?: number;
  readonly threads: number;
  readonly only: readonly string[];
  readonly measures: readonly string[];
  readonly json?: boolean;
  readonly markdown?: boolean;
};

const measureIds = measuresFor(2).map(({ id }) => id);
const thorough = { rounds: 5, seconds: 1 };
const quickly = { rounds: 1, seconds: 0.05 };

export function addBenchCommand(program: Command, io: Io): void {
  program
    .command('bench')
    .description(
      'Measure training and reading against PyTorch, jax-js and tfjs, in interleaved rounds on this machine.',
    )
    .option('--quick', 'one short round without the slow measures: checks that it works, not how fast it is')
    .option(
      '--rounds <n>',
      `number of rounds (default: ${thorough.rounds})`,
      wholeNumberWithin([1, limits.maxBenchRounds]),
    )
    .option(
      '--seconds <x>',
      `shortest duration of each measurement (default: ${thorough.seconds})`,
      numberWithin([0, limits.maxBenchSeconds]),
    )
    .option('--threads <n>', 'number that each may use', wholeNumberWithin([1, limits.maxBenchThreads]), defaultThreads)
    .option('--only <names>', `contestants, from ${entrantNames.join(',')}`, someOf(entrantNames), [...entrantNames])
    .option('--measures <ids>', `some of ${measureIds.join(',')}`, someOf(measureIds), measureIds)
    .option(chooseAnewOption, 'choose the fastest build of our kernels again, and remember it')
    .option('--json', 'print one JSON object')
    .addOption(new Option('--markdown', 'print the table for the README').conflicts('json'))
    .addHelpText(
      'after',
      `
Takes about ten minutes on an otherwise idle machine. PyTorch takes part where \`python3 -c "import torch"\`
works. docs/adr/0007 says what is counted and how. With --json: {"conditions","contestants","sections"}; each
section is a measure with one row for each contestant: all "values", their "summary", "advantage" (how many times as
good Gatescope is), "gigaflops", "shareOfPeak", and where nothing was measured the reason as "unavailable".`,
    )
    .action(async ({ quick = false, json = false, markdown = false, ...options }: BenchOptions) => {
      const { runBenchmark } = await import('./run-benchmark.ts');
      const format = json ? 'json' : markdown ? 'markdown' : 'table';
      const order = { ...(quick ? quickly : thorough), ...options, quick, format } as const;
      const files = { program: contestantPath, trialProgram: trialPath, wasmDirectory, assets };
      await runBenchmark(order, files, choiceOfThisProcess() ?? noFlags, io);
    });
}

/** A parser for names separated by commas. @throws InvalidArgumentError naming the allowed ones */
function someOf(known: readonly string[]): (text: string) => string[] {
  return (text) => {
    const names = text.split(',').map((name) => name.trim());
    if (names.every((name) => known.includes(name))) return names;
    throw new InvalidArgumentError(`Choose from ${known.join(',')}.`);
  };
}
