/** Which results make way where others are queued. Experiments can be run again at any time; a person's own runs stay. */

import type { ComparedRun, ExperimentName } from '../../protocol/comparison.ts';
import { mostRuns } from './experiments.ts';

type Placed = Pick<ComparedRun, 'id' | 'experiment' | 'state'> & {
  readonly dataSet: Pick<ComparedRun['dataSet'], 'id'>;
};

/** What is to be queued. */
type Wanted = {
  readonly experiment: ExperimentName | null;
  readonly dataSetId: string;
  /** How many runs. */
  readonly count: number;
};

/**
 * The experiment's own former runs on the same data go in any case; then, as far as must be, whole experiments that have ended,
 * the oldest first.
 * @param runs oldest first
 * @returns the ids of those that go; null where there is no room even so
 */
export function makeRoom(runs: readonly Placed[], { experiment, dataSetId, count }: Wanted): readonly number[] | null {
  const former = runs.filter(
    (run) => run.experiment === experiment && experiment !== null && run.dataSet.id === dataSetId,
  );
  let staying = runs.filter((run) => !former.includes(run));
  while (staying.length + count > mostRuns) {
    const oldest = staying.find((run) => run.experiment !== null && staying.filter(belongsWith(run)).every(hasEnded));
    if (!oldest) return null;
    const belongs = belongsWith(oldest);
    staying = staying.filter((run) => !belongs(run));
  }
  return runs.filter((run) => !staying.includes(run)).map(({ id }) => id);
}

function belongsWith({ experiment, dataSet }: Placed) {
  return (other: Placed) => other.experiment === experiment && other.dataSet.id === dataSet.id;
}

function hasEnded({ state }: Placed): boolean {
  return state !== 'waiting' && state !== 'running';
}
