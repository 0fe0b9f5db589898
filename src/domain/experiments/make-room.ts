/** Which results make room for queued runs. Experiments can be repeated at any time; a person's own runs stay. */

import { type ExperimentName } from './experiment.ts';
import { limits } from '../limits/limits.ts';

/** From queued to ended: `failed` if its numbers exploded, which is a result, too. */
export const runStates = ['waiting', 'running', 'done', 'stopped', 'failed'] as const;

export type ComparedRunState = (typeof runStates)[number];

/** The properties of a compared run that decide whether it stays. */
type Placed = {
  readonly id: number;
  readonly experiment: ExperimentName | null;
  readonly state: ComparedRunState;
  readonly replaces: readonly number[];
  readonly dataSet: { readonly id: string };
};

/** The runs to queue. */
type Wanted = {
  readonly experiment: ExperimentName | null;
  readonly dataSetId: string;
  /** How many runs. */
  readonly count: number;
};

/**
 * Whether there is room for them once they are done: the experiment's earlier runs on the same data go in any case,
 * and, as far as necessary, whole finished experiments, the oldest first.
 * @param runs oldest first
 */
export function hasRoom(runs: readonly Placed[], { experiment, dataSetId, count }: Wanted): boolean {
  const replaced = runs.flatMap(({ replaces }) => replaces);
  const isFormer = (run: Placed) =>
    replaced.includes(run.id) || (experiment !== null && run.experiment === experiment && run.dataSet.id === dataSetId);
  return withoutOldest(
    runs.filter((run) => !isFormer(run)),
    (staying) => staying.length + count > limits.maxComparedRuns,
  ).fits;
}

/**
 * Whole finished experiments to remove, the oldest first, so that the finished runs left do not exceed the limit.
 * @param runs oldest first
 * @param staying a run whose experiment is kept
 * @returns null if there is no room even then
 */
export function makingWay<Run extends Placed>(runs: readonly Run[], staying: Placed): readonly Run[] | null {
  const others = runs.filter((run) => !belongsWith(staying)(run));
  const own = runs.filter((run) => belongsWith(staying)(run) && hasEnded(run)).length;
  const { left, fits } = withoutOldest(others, (still) => still.filter(hasEnded).length + own > limits.maxComparedRuns);
  return fits ? others.filter((run) => !left.includes(run)) : null;
}

/** Whether a run is neither queued nor active. */
export function hasEnded({ state }: { readonly state: ComparedRunState }): boolean {
  return state !== 'waiting' && state !== 'running';
}

function withoutOldest<Run extends Placed>(runs: readonly Run[], areTooMany: (left: readonly Run[]) => boolean) {
  let left = runs;
  while (areTooMany(left)) {
    const oldest = left.find((run) => run.experiment !== null && left.filter(belongsWith(run)).every(hasEnded));
    if (!oldest) return { left, fits: false };
    const belongs = belongsWith(oldest);
    left = left.filter((run) => !belongs(run));
  }
  return { left, fits: true };
}

function belongsWith({ experiment, dataSet }: Placed) {
  return (other: Placed) => other.experiment === experiment && other.dataSet.id === dataSet.id;
}
