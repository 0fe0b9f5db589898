/**
 * An experiment's report for a person, or as lines of JSON: each run while it trains and when it is over, and a table
 * at the end.
 */

import type { Experiment } from '../../domain/experiments/experiments.ts';
import type { ComparedRun } from '../../protocol/comparison.ts';
import type { ReadingOrder } from '../../domain/recipe/recipe.ts';
import { type ComputedBy, computedBySentence } from '../shared/computed-by.ts';
import { counted } from '../shared/counted.ts';
import { experimentQuestions } from './experiment-questions.ts';
import type { Io } from '../shared/io.ts';
import { percent } from '../shared/percent.ts';
import { createProgressBar } from '../train/progress-bar.ts';

export type ExperimentReport = {
  /** Called repeatedly for the run under way. */
  readonly progress: (run: ComparedRun) => void;
  /** Called once for each run that is over. */
  readonly run: (run: ComparedRun) => void;
  readonly result: (runs: readonly ComparedRun[]) => void;
};

export function createExperimentReport(
  experiment: Experiment,
  by: ComputedBy,
  json: boolean,
  io: Io,
): ExperimentReport {
  return json ? inJson(experiment, by, io) : inWords(experiment, by, io);
}

function inWords({ name, runs: orders }: Experiment, by: ComputedBy, { print, terminal }: Io): ExperimentReport {
  const bar = createProgressBar(terminal, '{run} {bar} {value}/{total}  loss {loss}  {eta_formatted} left');
  const width = Math.max(...orders.map((order) => order.name.length));
  let onBar: number | null = null;
  print(experimentQuestions[name]);
  return {
    progress({ id, name: run, step, totalSteps, curves }) {
      const facts = { run: run.padEnd(width), loss: curves.loss.at(-1)?.toFixed(4) ?? '–' };
      if (onBar !== id) bar.start(totalSteps, facts);
      onBar = id;
      bar.update(step, facts);
    },
    run(run) {
      bar.stop();
      print(`${run.name.padEnd(width)}  ${outcomeOf(run)}`);
    },
    result(runs) {
      bar.stop();
      print('');
      for (const line of tableOf(runs)) print(line);
      print('');
      print(computedBySentence(by));
    },
  };
}

function inJson({ name: experiment }: Experiment, by: ComputedBy, { print }: Io): ExperimentReport {
  const line = (content: object) => {
    print(JSON.stringify(content));
  };
  return {
    progress({ name: run, step, totalSteps, curves }) {
      const [loss, accuracy] = [curves.loss.at(-1) ?? null, curves.accuracy.at(-1) ?? null];
      line({ type: 'progress', run, step, totalSteps, loss, accuracy });
    },
    run(run) {
      const { name, state, recipe, digits, parameters, step: steps, seconds, testAccuracy, curves } = run;
      const { step, loss, accuracy, gradientNorm, weightNorm } = curves;
      const flow = run.gradientFlow;
      line({
        ...{ type: 'run', name, state, error: run.error?.message ?? null, recipe, digits, parameters, steps, seconds },
        testAccuracy,
        curves: {
          ...{ step: [...step], loss: [...loss], accuracy: [...accuracy] },
          ...{ gradientNorm: [...gradientNorm], weightNorm: [...weightNorm] },
        },
        gradientFlow: flow && {
          ...{ steps: flow.steps, firstStep: flow.firstStep, layers: flow.layers },
          lossGradient: [...flow.lossGradient],
          stateJacobian: [...flow.stateJacobian],
        },
      });
    },
    result(runs) {
      line({ type: 'result', experiment, runs: runs.length, seconds: sumOfSeconds(runs), ...by });
    },
  };
}

function outcomeOf({ state, error, step, seconds, testAccuracy }: ComparedRun): string {
  if (state === 'done')
    return `test accuracy ${percent(testAccuracy[0].accuracy)} after ${counted(step, 'step')} in ${seconds.toFixed(1)} s`;
  return error ? error.message : `stopped after ${counted(step, 'step')}`;
}

/**
 * Columns: the run, its weights, steps, seconds, and its accuracy, in each order where networks were tested in several.
 */
function tableOf(runs: readonly ComparedRun[]): string[] {
  const readsOthers = runs.some(({ testAccuracy }) => testAccuracy.length > 1);
  const orders = readsOthers
    ? [...new Set(runs.flatMap(({ testAccuracy }) => testAccuracy.map(({ order }) => order)))]
    : [];
  const head = ['run', 'weights', 'steps', 'seconds', ...(readsOthers ? orders : ['accuracy'])];
  const lines = runs.map((run) => [
    run.name,
    String(run.parameters),
    String(run.step),
    run.seconds.toFixed(1),
    ...(readsOthers ? orders : [run.recipe.order]).map((order) => accuracyIn(run, order)),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((cells) => cells[column].length)));
  return [head, ...lines].map((cells) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '),
  );
}

function accuracyIn({ state, testAccuracy }: ComparedRun, order: ReadingOrder): string {
  const found = testAccuracy.find((tested) => tested.order === order);
  return found ? percent(found.accuracy) : state === 'done' ? '–' : state;
}

function sumOfSeconds(runs: readonly ComparedRun[]): number {
  return runs.reduce((sum, { seconds }) => sum + seconds, 0);
}
