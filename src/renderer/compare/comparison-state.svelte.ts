/**
 * The compared runs: their last known state, which of them are shown, and the person's actions. The curves come and go
 * with the engine; which runs are hidden is the window's own state.
 */

import { SvelteSet } from 'svelte/reactivity';
import { hasEnded } from '../../domain/experiments/make-room.ts';
import type { ComparedRun, Comparison } from '../../protocol/comparison.ts';
import type { ExperimentName } from '../../domain/experiments/experiment.ts';
import type { RunOrder } from '../../domain/experiments/experiment.ts';
import type { RequestName, Requests } from '../../protocol/api.ts';
import type { DigitSource, Trace } from '../../protocol/trace.ts';
import type { EngineClient } from '../client/engine-client.ts';

export type ComparisonState = {
  /** In the order in which they were queued. */
  readonly runs: readonly ComparedRun[];
  /** Those that are not hidden. */
  readonly shown: readonly ComparedRun[];
  /** How many runs a newer Gatescope keeps. */
  readonly newer: number;
  /** Whether the queue is running. */
  readonly running: boolean;
  /** The experiment started or shown last in this window; it decides which charts are shown. */
  readonly latest: ExperimentName | null;
  readonly setShown: (id: number, shown: boolean) => void;
  readonly showOnly: (ids: readonly number[]) => void;
  /** Queues an experiment's runs and hides all earlier ones. */
  readonly start: (experiment: ExperimentName) => void;
  /** The results of an experiment on a data set. @param dataSetId null where there is no data */
  readonly resultsOf: (experiment: ExperimentName, dataSetId: string | null) => readonly ComparedRun[];
  /** Shows only these results of an experiment. */
  readonly showResults: (experiment: ExperimentName, results: readonly ComparedRun[]) => void;
  readonly add: (run: RunOrder) => void;
  readonly stop: () => void;
  readonly rename: (id: number, name: string) => void;
  readonly remove: (ids: readonly number[]) => void;
  /** @returns null where the engine failed, which has been reported */
  readonly trace: (id: number, source: DigitSource) => Promise<Trace | null>;
  readonly receive: (comparison: Comparison) => void;
  /** Fetches the runs of a new engine. */
  readonly attach: (ask: EngineClient['ask']) => void;
  /** Marks the runs as stopped: the engine has gone. */
  readonly detach: () => void;
};

/** @param onError is told why something failed */
export function createComparisonState(onError: (thrown: unknown) => void): ComparisonState {
  let comparison = $state.raw<Comparison>({ runs: [], newer: 0, running: false });
  let latest = $state<ExperimentName | null>(null);
  let engine: EngineClient['ask'] | null = null;
  const hidden = new SvelteSet<number>();
  const shown = $derived(comparison.runs.filter(({ id }) => !hidden.has(id)));

  async function ask<Name extends RequestName>(
    name: Name,
    params: Requests[Name]['params'],
  ): Promise<Requests[Name]['result'] | null> {
    if (!engine) return null;
    try {
      return await engine(name, params);
    } catch (thrown) {
      onError(thrown);
      return null;
    }
  }

  function showOnly(ids: readonly number[]): void {
    for (const { id } of comparison.runs) {
      if (ids.includes(id)) hidden.delete(id);
      else hidden.add(id);
    }
  }

  /** Results are hidden while their experiment runs again; if it is stopped, they are shown again. */
  function showFormers(next: readonly ComparedRun[]): void {
    const left = next.map(({ id }) => id);
    const gone = comparison.runs.filter(({ id }) => !left.includes(id) && !hidden.has(id));
    for (const former of gone.flatMap(({ replaces }) => replaces)) hidden.delete(former);
  }

  async function attach(next: EngineClient['ask']): Promise<void> {
    engine = next;
    hidden.clear();
    const known = await ask('getComparison', undefined);
    if (known && engine === next) comparison = known;
  }

  return {
    get runs() {
      return comparison.runs;
    },
    get shown() {
      return shown;
    },
    get newer() {
      return comparison.newer;
    },
    get running() {
      return comparison.running;
    },
    get latest() {
      return latest;
    },
    setShown: (id, isShown) => {
      if (isShown) hidden.delete(id);
      else hidden.add(id);
    },
    showOnly,
    start: (experiment) => {
      latest = experiment;
      showOnly([]);
      void ask('compare', { experiment });
    },
    resultsOf: (experiment, dataSetId) =>
      comparison.runs.filter((run) => run.experiment === experiment && run.dataSet.id === dataSetId),
    showResults: (experiment, results) => {
      latest = experiment;
      showOnly(results.map(({ id }) => id));
    },
    add: (run) => void ask('compare', { runs: [run] }),
    stop: () => void ask('stopComparison', undefined),
    rename: (id, name) => void ask('renameRun', { id, name }),
    remove: (ids) => void ask('removeRuns', { ids }),
    trace: (id, source) => ask('traceRun', { id, source }),
    receive: (next) => {
      showFormers(next.runs);
      comparison = next;
    },
    attach: (next) => void attach(next),
    detach: () => {
      // As the engine does with runs that end so.
      const left = comparison.runs.filter((run) => hasEnded(run) || (run.step > 0 && run.replaces.length === 0));
      const runs = left.map((run): ComparedRun => (hasEnded(run) ? run : { ...run, state: 'stopped' }));
      showFormers(runs);
      comparison = { ...comparison, runs, running: false };
    },
  };
}
