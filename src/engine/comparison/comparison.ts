/**
 * Runs compared side by side: a queue processed one run at a time, and the results kept. It shares the threads with the
 * Lab's run step by step.
 */

import type { Comparison } from '../../protocol/comparison.ts';
import type { ExperimentName } from '../../domain/experiments/experiment.ts';
import type { RunOrder } from '../../domain/experiments/experiment.ts';
import { fromWireError, GatescopeError, toWireError } from '../../domain/errors.ts';
import type { ReadingOrder } from '../../domain/recipe/recipe.ts';
import { createQueue } from '../../domain/cooperate.ts';
import { type DataSet, infoOf, recipeFor } from '../data/data-set.ts';
import { hasEnded, hasRoom, makingWay } from '../../domain/experiments/make-room.ts';
import { limits } from '../../domain/limits/limits.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { createMerger } from '../system/merge.ts';
import { createAwakeClock } from '../training/awake-clock.ts';
import { runId } from '../training/checkpoint-folder.ts';
import { carryOut, stepsOfOrder } from './carry-out.ts';
import type { ComparedFolder } from './compared-folder.ts';
import { createCurves } from './curves.ts';
import { type Kept, restored, stored, view } from './kept-run.ts';
import { successors } from './successors.ts';

const emitIntervalMs = 1000 / 4;

/** Runs to queue together. */
export type Queued = {
  /** The experiment, or null. */
  readonly name: ExperimentName | null;
  readonly runs: readonly RunOrder[];
  /** Orders to test trained networks in, besides their own. */
  readonly rereads: readonly ReadingOrder[];
};

/**
 * @param digits looks up the data set; throws if it could not be read
 * @param onChange called at most four times a second
 * @param folder where finished runs are saved; null: they last as long as the engine
 * @param onFailure receives a failed save: the first time, and again only after one has succeeded in between
 */
export function createComparison(
  pool: KernelPool,
  present: () => DataSet,
  onChange: () => void,
  folder: ComparedFolder | null = null,
  onFailure: (error: unknown) => void = onChange,
) {
  const changes = createMerger(emitIntervalMs, onChange);
  const { now } = createAwakeClock();
  let kept: readonly Kept[] = [];
  let newer = 0;
  let lastId = 0;
  let working: Promise<void> | null = null;
  /** The run being trained, which may have been removed in the meantime. */
  let underWay: Promise<void> | null = null;
  const takeTurn = createQueue();
  /** Each with the files of the results it replaces, deleted once it is on disk itself. */
  const unsaved = new Map<Kept, readonly string[]>();
  let failing = false;
  const ready = restore();

  async function restore(): Promise<void> {
    const former = await folder?.load();
    if (!former) return;
    kept = [...former.runs.map((run) => restored(run, ++lastId)), ...kept];
    newer = former.newer;
    if (former.runs.length + newer > 0) changes.changed();
  }

  /** Saves a finished run and any that failed to save before. */
  function keep(run: Kept, replaced: readonly Kept[] = []): void {
    if (!folder) return;
    unsaved.set(run, [...(unsaved.get(run) ?? []), ...replaced.map(({ file }) => file)]);
    void takeTurn(saveAll);
  }

  async function saveAll(): Promise<void> {
    for (const [run, replaced] of [...unsaved]) {
      // First, since it may be renamed in the meantime.
      unsaved.delete(run);
      try {
        if (kept.includes(run)) await folder?.save(run.file, stored(run));
        for (const file of replaced) await folder?.remove(file);
        failing = false;
      } catch (error) {
        unsaved.set(run, [...replaced, ...(unsaved.get(run) ?? [])]);
        if (!failing) onFailure(error);
        failing = true;
        return;
      }
    }
  }

  function fresh(
    order: RunOrder,
    place: number,
    { name: experiment, rereads }: Queued,
    data: DataSet,
    replaces: readonly number[],
  ): Kept {
    const totalSteps = stepsOfOrder(order);
    return {
      id: ++lastId,
      order,
      dataSet: infoOf(data),
      experiment,
      file: runId(new Date(), Math.random()),
      // Keeps the order of runs queued at the same moment.
      queued: Date.now() + place / 1000,
      totalSteps,
      curves: createCurves(totalSteps),
      replaces,
      cancellation: new AbortController(),
      name: order.name,
      state: 'waiting',
      step: 0,
      seconds: 0,
      error: null,
      result: null,
      todo: { data, rereads },
    };
  }

  async function runOne(run: Kept, { data, rereads }: NonNullable<Kept['todo']>): Promise<void> {
    const { signal } = run.cancellation;
    run.state = 'running';
    changes.changed();
    try {
      run.result = await carryOut(
        pool,
        data,
        run.order,
        rereads,
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
    run.todo = null;
    settle(run);
    changes.changed();
  }

  /** For a run that has just ended: if it has results, the ones it replaces go; if not, it goes. */
  function settle(run: Kept): void {
    // Removed in the meantime.
    if (!kept.includes(run)) return;
    const formers = kept.filter(({ id }) => run.replaces.includes(id));
    const others = makingWay(without(formers), run) ?? [];
    const isSuperfluous = run.step === 0 || formers.length > 0 || others.length > 0;
    if (run.state === 'stopped' && isSuperfluous) {
      kept = without([run]);
      return;
    }
    // Exploded gradients are a result, too.
    if (run.error && run.error.kind !== 'trainingFailed' && formers.length > 0) {
      kept = without([run]);
      onFailure(fromWireError(run.error));
      return;
    }
    const leaving = [...formers, ...others];
    kept = without(leaving);
    keep(run, leaving);
  }

  function without(leaving: readonly Kept[]): readonly Kept[] {
    return kept.filter((run) => !leaving.includes(run));
  }

  async function workOff(): Promise<void> {
    // Answer the request before the first network is created.
    await Promise.resolve();
    for (let run = nextRun(); run?.todo; run = nextRun()) {
      underWay = runOne(run, run.todo);
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

  /** Those that wait are gone, since nothing was learned; the one under way ends after its step. */
  /** Drops queued runs, which have learned nothing; the active one ends after its step. */
  function cancel(runs: readonly Kept[]): void {
    for (const run of runs) run.cancellation.abort();
    kept = without(runs.filter(({ state }) => state === 'waiting'));
    changes.changed();
  }

  function remove(ids: readonly number[]): void {
    const leaving = kept.filter(({ id }) => ids.includes(id));
    kept = without(leaving);
    cancel(leaving);
    if (folder) for (const { file } of leaving) void takeTurn(() => folder.remove(file));
  }

  return {
    snapshot: (): Comparison => ({
      runs: kept.map(view),
      newer,
      running: underWay !== null || nextRun() !== undefined,
    }),
    /**
     * Queues runs and starts on them. Earlier results of the experiment stay until each has a successor, others until a
     * completed run needs their place; earlier queued runs of the experiment are dropped at once.
     * @throws GatescopeError if the data set is missing or there is no room even then
     */
    add(queued: Queued): void {
      const data = present();
      const dataSetId = infoOf(data).id;
      const count = queued.runs.length;
      if (!hasRoom(kept, { experiment: queued.name, dataSetId, count })) throw noRoom(kept.length, count);
      const isFormer = (run: Kept) => run.experiment !== null && run.experiment === queued.name;
      const formers = kept.filter((run) => isFormer(run) && run.dataSet.id === dataSetId);
      const unfinished = formers.filter((run) => !hasEnded(run));
      if (unfinished.length > 0) remove(unfinished.map(({ id }) => id));
      const orders = queued.runs.map((order) => orderFor(data, order));
      const replaced = successors(formers.filter(hasEnded), orders);
      kept = [...kept, ...orders.map((order, place) => fresh(order, place, queued, data, replaced[place]))];
      working ??= workOff();
      changes.changed();
    },
    /** Resolves when none of the present runs is active, whatever is queued in the meantime. */
    async stop(): Promise<void> {
      cancel(kept);
      await underWay;
    },
    has: (id: number) => kept.some((run) => run.id === id),
    rename(id: number, name: string): void {
      const run = find(id);
      run.name = name;
      if (!run.todo) keep(run);
      changes.changed();
    },
    remove,
    /** Recipe and weights of a completed run. @throws GatescopeError for any other run */
    resultOf(id: number) {
      const { result, order, name, dataSet } = find(id);
      if (!result)
        throw new GatescopeError(
          'invalidRequest',
          `The run "${name}" has no trained network: choose one that has finished.`,
          { id },
        );
      return { dataSet, recipe: order.recipe, weights: result.weights, step: result.gradientFlow.step };
    },
    /** Resolves when the saved runs are loaded. */
    ready,
    /** Stops the active run, and resolves when every finished run is on disk or its save has failed. */
    async end(): Promise<void> {
      await ready;
      cancel(kept);
      await underWay;
      await takeTurn(saveAll);
    },
    /** Resolves when the queue is empty. */
    finished: () => working ?? Promise.resolve(),
  };
}

export type ComparisonQueue = ReturnType<typeof createComparison>;

/** The order adapted to the data set. */
function orderFor(data: DataSet, order: RunOrder): RunOrder {
  return { ...order, recipe: recipeFor(data, order.recipe), digits: Math.min(order.digits, data.train.count) };
}

function noRoom(present: number, more: number): GatescopeError {
  return new GatescopeError(
    'invalidRequest',
    `At most ${limits.maxComparedRuns} runs are kept: there are ${present}, so ${more} more will not fit. Remove some first.`,
    { present, more },
  );
}
