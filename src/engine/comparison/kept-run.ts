/** A run of a comparison as the engine holds it, as clients see it, and as it is stored. */

import type { WireError } from '../../domain/errors.ts';
import type { ComparedRun } from '../../protocol/comparison.ts';
import type { ExperimentName } from '../../domain/experiments/experiment.ts';
import type { RunOrder } from '../../domain/experiments/experiment.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import type { ReadingOrder } from '../../domain/recipe/recipe.ts';
import type { DataSet } from '../data/data-set.ts';
import { parameterCount } from '../../domain/recipe/config.ts';
import type { RunResult } from './carry-out.ts';
import type { StoredRun } from './compared-file.ts';
import type { LoadedRun } from './compared-folder.ts';
import { type Curves, endedCurves } from './curves.ts';

export type Kept = {
  readonly id: number;
  readonly order: RunOrder;
  /** The one shown when it was queued. */
  readonly dataSet: DataSetInfo;
  readonly experiment: ExperimentName | null;
  /** Its file name. */
  readonly file: string;
  /** As in {@link StoredRun}. */
  readonly queued: number;
  readonly totalSteps: number;
  readonly curves: Curves;
  /** As in {@link ComparedRun}, also after it has ended. */
  readonly replaces: readonly number[];
  readonly cancellation: AbortController;
  name: string;
  state: ComparedRun['state'];
  step: number;
  seconds: number;
  error: WireError | null;
  result: RunResult | null;
  /** What it needs to run; null once it has ended. */
  todo: { readonly data: DataSet; readonly rereads: readonly ReadingOrder[] } | null;
};

/** A finished run of an earlier engine. */
export function restored({ weights, curves, dataSet, experiment, file, queued, ...run }: LoadedRun, id: number): Kept {
  const { name, recipe, digits, state, step, totalSteps, seconds, error, testAccuracy, gradientFlow } = run;
  return {
    ...{ id, order: { name, recipe, digits }, dataSet, experiment, file, queued, totalSteps },
    ...{
      curves: endedCurves(curves),
      replaces: [],
      cancellation: new AbortController(),
      name,
      state,
      step,
      seconds,
      error,
    },
    result: gradientFlow && weights && { testAccuracy, gradientFlow, weights },
    todo: null,
  };
}

/** The run as clients see it. */
export function view(run: Kept): ComparedRun {
  const replaces = run.todo ? run.replaces : [];
  return { ...told(run), id: run.id, replaces, parameters: parameterCount(run.order.recipe) };
}

/** The run as it is stored. */
export function stored(run: Kept): StoredRun {
  return { ...told(run), queued: run.queued, weights: run.result?.weights ?? null };
}

function told(run: Kept): Omit<ComparedRun, 'id' | 'replaces' | 'parameters'> {
  const { order, dataSet, name, experiment, state, error, step, totalSteps, curves, result, seconds } = run;
  return {
    ...order,
    ...{ dataSet, name, experiment, state, error, step, totalSteps },
    curves: curves.read(),
    testAccuracy: result?.testAccuracy ?? [],
    gradientFlow: result?.gradientFlow ?? null,
    seconds,
  };
}
