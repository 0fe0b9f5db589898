/** Runs `gatescope bench`. */

import { cpus } from 'node:os';
import type { Choice } from '../../engine/kernels/choice/remembered.ts';
import type { Io } from '../shared/io.ts';
import { type BenchmarkFiles, entrants } from './contestants.ts';
import { formatMarkdown } from './markdown.ts';
import { measuresFor } from './measures.ts';
import { createReport } from './report.ts';
import { runRounds } from './rounds.ts';
import { formatTable } from './table.ts';

export type BenchmarkOrder = {
  /** Less of everything: checks that it works, not how fast it is. */
  readonly quick: boolean;
  readonly rounds: number;
  readonly seconds: number;
  readonly threads: number;
  /** Names of the contestants. */
  readonly only: readonly string[];
  /** Ids of the measures; `quick` leaves some of them out. */
  readonly measures: readonly string[];
  readonly format: 'table' | 'json' | 'markdown';
};

/** @throws Interruption once no contestant runs any more */
export async function runBenchmark(
  { quick, rounds, seconds, threads, only, measures, format }: BenchmarkOrder,
  files: BenchmarkFiles,
  choice: Choice,
  { print, complain, signal }: Io,
): Promise<void> {
  const outcome = await runRounds(
    {
      measures: measuresFor(threads).filter((measure) => measures.includes(measure.id) && (!quick || measure.quick)),
      entrants: await entrants(files, choice, only),
      ...{ rounds, seconds, warmUp: seconds },
    },
    complain,
    signal,
  );
  const report = createReport({ processor: processorName(), threads, rounds, seconds }, outcome);
  const formats = { table: formatTable, markdown: formatMarkdown, json: JSON.stringify };
  print(formats[format](report));
}

function processorName(): string {
  const all = cpus();
  return `${all[0]?.model.trim() ?? 'Unknown processor'} (${all.length} cores)`;
}
