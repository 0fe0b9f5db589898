/**
 * Runs laid beside each other: a queue that is worked off one run after the other, and what became of the last ones. It
 * shares the threads with the run of the Lab, step by step, and disturbs it no further.
 */

import type { WireError } from '../../protocol/api.ts';
import type { ComparedRun, Comparison, ExperimentName, RunOrder } from '../../protocol/comparison.ts';
import { GatescopeError, toWireError } from '../../protocol/errors.ts';
import type { ReadingOrder } from '../../protocol/recipe.ts';
import { type DataSet, infoOf, recipeFor } from '../data/data-set.ts';
import { mostRuns } from '../experiments/experiments.ts';
import { makeRoom } from '../experiments/make-room.ts';
import type { KernelPool } from '../kernels/pool.ts';
import { createMerger } from '../merge.ts';
import { parameterCount } from '../models/config.ts';
import { createAwakeClock } from '../training/awake-clock.ts';
import { carryOut, type RunResult, stepsOfOrder } from './carry-out.ts';
import { createCurves, type Curves } from './curves.ts';

const tellIntervalMs = 1000 / 4;

type Kept = {
  readonly id: number;
  readonly order: RunOrder;
  /** That was shown when it was queued. */
  readonly data: DataSet;
  readonly experiment: ExperimentName | null;
  readonly rereads: readonly ReadingOrder[];
  readonly totalSteps: number;
  readonly curves: Curves;
  readonly cancellation: AbortController;
  name: string;
  state: ComparedRun['state'];
  step: number;
  seconds: number;
  error: WireError | null;
  result: RunResult | null;
};

/** What is to be run. */
export type Queued = {
  /** Of the experiment, or null. */
  readonly name: ExperimentName | null;
  readonly runs: readonly RunOrder[];
  /** Orders in which the trained networks read the test digits besides their own. */
  readonly rereads: readonly ReadingOrder[];
};

/**
 * @param digits looks the digits up; throws where they could not be read
 * @param onChange told at most four times a second
 */
export function createComparison(pool: KernelPool, present: () => DataSet, onChange: () => void) {
  const changes = createMerger(tellIntervalMs, onChange);
  const { now } = createAwakeClock();
  let kept: readonly Kept[] = [];
  let lastId = 0;
  let working: Promise<void> | null = null;
  /** The run that the threads are at, which may have been removed meanwhile. */
  let underWay: Promise<void> | null = null;

  function fresh(ordered: RunOrder, { name: experiment, rereads }: Queued, data: DataSet): Kept {
    const recipe = recipeFor(data, ordered.recipe);
    const order = { ...ordered, recipe, digits: Math.min(ordered.digits, data.train.count) };
    const totalSteps = stepsOfOrder(order);
    return {
      id: ++lastId,
      order,
      data,
      experiment,
      rereads,
      totalSteps,
      curves: createCurves(totalSteps),
      cancellation: new AbortController(),
      name: order.name,
      state: 'waiting',
      step: 0,
      seconds: 0,
      error: null,
      result: null,
    };
  }

  async function runOne(run: Kept): Promise<void> {
    const { signal } = run.cancellation;
    run.state = 'running';
    changes.changed();
    try {
      run.result = await carryOut(
        pool,
        run.data,
        run.order,
        run.rereads,
        (record, seconds) => {
          run.curves.push(record);
          run.step++;
          run.seconds += seconds;
          changes.changed();
        },
        signal,
        now,
      );
      run.state = 'done';
    } catch (error) {
      run.state = signal.aborted ? 'stopped' : 'failed';
      if (!signal.aborted) run.error = toWireError(error);
    }
    changes.changed();
  }

  async function workOff(): Promise<void> {
    // Whoever queues them is answered before the first network is made.
    await Promise.resolve();
    for (let run = nextRun(); run; run = nextRun()) {
      underWay = runOne(run);
      await underWay;
      underWay = null;
    }
    working = null;
    changes.changed();
    changes.flush();
  }

  function nextRun(): Kept | undefined {
    return kept.find(({ state }) => state === 'waiting');
  }

  function find(id: number): Kept {
    const run = kept.find((each) => each.id === id);
    if (!run) throw new GatescopeError('invalidRequest', `There is no run ${id}.`, { request: 'comparison' });
    return run;
  }

  /** Those that wait will not begin; the one under way ends after its step. */
  function cancel(runs: readonly Kept[]): void {
    for (const run of runs) {
      run.cancellation.abort();
      if (run.state === 'waiting') run.state = 'stopped';
    }
    changes.changed();
  }

  function remove(ids: readonly number[]): void {
    const leaving = kept.filter(({ id }) => ids.includes(id));
    kept = kept.filter((run) => !leaving.includes(run));
    cancel(leaving);
  }

  return {
    snapshot: (): Comparison => ({ runs: kept.map(view), running: underWay !== null || nextRun() !== undefined }),
    /**
     * Queues runs, and begins to work the queue off. Former results of the experiment make way, others where they must.
     * @returns the ids of those that did @throws GatescopeError where the digits are missing, or there is no room even so
     */
    add(queued: Queued): readonly number[] {
      const data = present();
      const wanted = { experiment: queued.name, dataSetId: infoOf(data).id, count: queued.runs.length };
      const going = makeRoom(
        kept.map((run) => ({ ...run, dataSet: infoOf(run.data) })),
        wanted,
      );
      if (!going) throw noRoom(kept.length, queued.runs.length);
      if (going.length > 0) remove(going);
      kept = [...kept, ...queued.runs.map((order) => fresh(order, queued, data))];
      working ??= workOff();
      changes.changed();
      return going;
    },
    /** Answers when none of the present runs goes on, whatever is queued meanwhile. */
    async stop(): Promise<void> {
      cancel(kept);
      await underWay;
    },
    rename(id: number, name: string): void {
      find(id).name = name;
      changes.changed();
    },
    remove,
    /** Recipe and weights of a run that is done. @throws GatescopeError where it is not */
    resultOf(id: number) {
      const { result, order, name, data } = find(id);
      if (!result) throw new GatescopeError('invalidRequest', `The run "${name}" has no trained network.`, { id });
      return { data, recipe: order.recipe, weights: result.weights, step: result.gradientFlow.step };
    },
    /** Settles when the queue has been worked off. */
    finished: () => working ?? Promise.resolve(),
  };
}

export type ComparisonQueue = ReturnType<typeof createComparison>;

function view({
  order,
  data,
  result,
  curves,
  name,
  id,
  experiment,
  state,
  error,
  step,
  totalSteps,
  seconds,
}: Kept): ComparedRun {
  return {
    ...order,
    dataSet: infoOf(data),
    name,
    id,
    experiment,
    state,
    error,
    parameters: parameterCount(order.recipe),
    step,
    totalSteps,
    curves: curves.read(),
    testAccuracy: result?.testAccuracy ?? [],
    gradientFlow: result?.gradientFlow ?? null,
    seconds,
  };
}

function noRoom(present: number, more: number): GatescopeError {
  return new GatescopeError(
    'invalidRequest',
    `At most ${mostRuns} runs are kept: ${present} are there, ${more} more do not fit. Remove some first.`,
    { present, more, most: mostRuns },
  );
}
