/** The commands, their exit codes, and the sentence on standard error when something is wrong. */

import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { printable, printableLine } from '../domain/printable.ts';
import { messageOf } from '../domain/errors.ts';
import { addBenchCommand } from './bench/bench.ts';
import { addEvaluateCommand } from './evaluate/evaluate.ts';
import { addExperimentCommand } from './experiment/experiment.ts';
import { addExportCommand } from './export/export.ts';
import { type Io, Interruption } from './shared/io.ts';
import { addLikelihoodCommand } from './likelihood/likelihood.ts';
import { addPredictCommand } from './predict/predict.ts';

import { addServeCommand } from './shared/serve.ts';
import { addTrainCommand } from './train/train.ts';

const exitCodes = { done: 0, failed: 1, wrongUsage: 2 } as const;

/**
 * @param args what follows the program's name
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted by Ctrl-C, 129 or 143 ended by the system
 */
export async function runCommandLine(args: readonly string[], outside: Io): Promise<number> {
  const io: Io = {
    ...outside,
    print: (line) => {
      outside.print(printable(line));
    },
    complain: (line) => {
      outside.complain(printable(line));
    },
  };
  try {
    await createProgram(io).parseAsync(args, { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CommanderError) return afterUsage(error, io);
    if (error instanceof Interruption) return error.exitCode;
    io.complain(messageOf(error));
    return exitCodes.failed;
  }
}

function createProgram(io: Io): Command {
  const program = new Command('gatescope')
    .description(
      'An LSTM reads handwritten digits row by row: train it, measure it, let it read, and watch it in the browser.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        io.print(text.trimEnd());
      },
      writeErr: (text) => {
        io.complain(text.trimEnd());
      },
      // `afterUsage` reports it in one sentence.
      outputError: () => undefined,
    })
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted by Ctrl-C.');
  program.hook('preAction', requireFolder);
  addTrainCommand(program, io);
  addEvaluateCommand(program, io);
  addExperimentCommand(program, io);
  addExportCommand(program, io);
  addLikelihoodCommand(program, io);
  addPredictCommand(program, io);
  addServeCommand(program, io);
  addBenchCommand(program, io);
  return program;
}

/** @throws Error where the present folder was deleted: no path can be resolved from there, and no thread started */
function requireFolder(): void {
  try {
    process.cwd();
  } catch (error) {
    throw new Error('The current folder no longer exists. Change to another one and start again.', {
      cause: error,
    });
  }
}

/** commander also throws after showing help. */
function afterUsage(error: CommanderError, { complain }: Io): number {
  if (error.exitCode === 0) return exitCodes.done;
  const isHelp = error.code === 'commander.help';
  if (!isHelp) complain(toSentence(error.message));
  return exitCodes.wrongUsage;
}

/** `error: unknown option '--unit'\n(Did you mean --units?)` → `Unknown option '--unit' (did you mean --units?).` */
function toSentence(message: string): string {
  const text = printableLine(
    message.replace(/^error: /, '').replace(/\s*\(Did you mean (.+)\?\)$/s, ' (did you mean $1?)'),
  ).replace(/^./, (first) => first.toUpperCase());
  return text.endsWith('.') ? text : `${text}.`;
}
