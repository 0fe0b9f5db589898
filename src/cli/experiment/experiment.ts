/** `gatescope experiment`: its arguments and the list of experiments. */

import { Argument, type Command } from 'commander';
import { experiments } from '../../domain/experiments/experiments.ts';
import type { ExperimentName } from '../../domain/experiments/experiment.ts';
import { addComputingOptions, type ComputingOptions, computingWith } from '../shared/computing-options.ts';
import { experimentQuestions } from './experiment-questions.ts';
import type { Io } from '../shared/io.ts';
import { assets } from '../shared/paths.ts';

type Options = ComputingOptions & { readonly list?: boolean; readonly json?: boolean };

const names = Object.keys(experiments) as ExperimentName[];

export function addExperimentCommand(program: Command, io: Io): void {
  const command = program
    .command('experiment')
    .description('Train networks that differ in one thing, with the same seed and batches, and compare them.')
    .addArgument(new Argument('[name]', 'the experiment').choices(names))
    .option('--list', 'print the experiments and the questions they answer')
    .option('--json', 'print one JSON object a line')
    .addHelpText(
      'after',
      `
With --json:
  {"type":"progress","run","step","totalSteps","loss","accuracy"}     at most four times a second
  {"type":"run","name","state","error","recipe","digits","parameters","steps","seconds","testAccuracy","curves",
   "gradientFlow"}                                                    after each run
  {"type":"result","experiment","runs","seconds","kernels","threads","paired"}   last
"state" is done, stopped or failed; exploded gradients are a result, whose sentence is "error". "testAccuracy" is a list of
{"order","accuracy"}, the order that the network was trained in first. "curves" has "step", "loss", "accuracy" and
"gradientNorm", means over stretches of equal length. "gradientFlow" has "steps", "firstStep", "layers", "lossGradient"
and "stateJacobian" (layer by layer), over the first 128 test digits. Seconds are of training alone; accuracies are from 0
to 1. With --list --json: one {"name","question","runs","seconds"} a line. Ctrl-C ends after the present step.`,
    )
    .action(async (name: ExperimentName | undefined, { list = false, json = false, ...computing }: Options) => {
      if (list) {
        listExperiments(json, io);
        return;
      }
      if (!name) return command.error(`error: missing the experiment's name, one of ${names.join(', ')}`);
      // tfjs takes a while to load; only the commands that compute wait for it.
      const { runExperiment } = await import('./experiment-run.ts');
      await runExperiment(experiments[name], json, computingWith(assets, computing), io);
    });
  addComputingOptions(command);
}

function listExperiments(json: boolean, { print }: Io): void {
  const width = Math.max(...names.map(({ length }) => length));
  for (const { name, runs, seconds } of Object.values(experiments)) {
    const question = experimentQuestions[name];
    if (json) print(JSON.stringify({ name, question, runs: runs.map((run) => run.name), seconds }));
    else print(`${name.padEnd(width)}  ${question} (${runs.length} runs, about ${seconds} s)`);
  }
}
