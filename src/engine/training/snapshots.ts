/**
 * The weights of a run at moments of its training: at the quarter-squares (0, 1, 2, 4, 6, 9, 12, 16, … steps), most of
 * them early, where most changes; at the ends of epochs; and whenever training rests. Thinned when space runs out.
 */

import type { Network } from '../models/network.ts';
import { type KeptMoment, snapshotBudget } from '../timeline/kept-timeline.ts';
import type { RunHistory } from '../history/history.ts';
import type { Trainer } from './trainer.ts';
import { createThinning } from './thinning.ts';

/** Batches averaged for a moment's loss. */
const lossWindow = 20;

export type Snapshot = {
  /** Training steps done. */
  readonly step: number;
  /** Mean loss of the last 20 batches before it, in nats; null before the first. */
  readonly trainLoss: number | null;
  /** For `Network.restore`. */
  readonly weights: Float32Array;
};

export type Snapshots = {
  /** First step. */
  readonly first: number;
  /** In step order, starting with the run's first. */
  readonly moments: readonly Snapshot[];
  /** Call after each step, before the next begins. */
  readonly record: () => void;
  /** Keeps the present weights, replacing those kept this way before. */
  readonly keepNewest: () => void;
  /**
   * Restores moments saved so far that an uninterrupted run would also have. Call before the next step.
   * @param read resolves with a moment's weights; null loses only that moment
   */
  readonly bringBack: (
    kept: readonly KeptMoment[],
    read: (moment: KeptMoment) => Promise<Float32Array | null>,
  ) => Promise<void>;
};

export type SnapshotsOptions = {
  readonly budget?: typeof snapshotBudget;
  /** First step of a resumed run's moments; by default the present step. */
  readonly first?: number | undefined;
};

/**
 * @param history of the same run, which records a step before this does
 * @param trainer of the same run; may have started earlier
 */
export function createSnapshots(
  network: Pick<Network, 'snapshot'>,
  history: Pick<RunHistory, 'meansSince'>,
  trainer: Pick<Trainer, 'step' | 'stepsPerEpoch'>,
  { budget = snapshotBudget, first = trainer.step }: SnapshotsOptions = {},
): Snapshots {
  const fitting = Math.floor(budget.bytes / network.snapshot().byteLength);
  const capacity = Math.min(budget.count, Math.max(fitting, 1));
  const epochCapacity = Math.floor((capacity - 1) / 4);
  /** Moments by index of their quarter-square. */
  const quarterSquares = createThinning(capacity - (first === 0 ? 1 : 2) - epochCapacity);
  const epochs = createThinning(epochCapacity);
  let newest = trainer.step;
  let moments: readonly Snapshot[] = [];

  function epochEnd(epoch: number): number {
    return epoch * trainer.stepsPerEpoch;
  }

  function take(step: number): Snapshot {
    const trainLoss = step === 0 ? null : history.meansSince(Math.max(0, step - lossWindow)).loss;
    return { step, trainLoss, weights: network.snapshot() };
  }

  /** @returns whether this step is to be kept at first; makes room for it */
  function plan(step: number): boolean {
    const { stepsPerEpoch } = trainer;
    const index = quarterSquareIndex(step);
    const endsEpoch = step % stepsPerEpoch === 0;
    if (index !== null) quarterSquares.add(index);
    if (endsEpoch) epochs.add(step / stepsPerEpoch);
    return index !== null || endsEpoch;
  }

  function wanted(): ReadonlySet<number> {
    return new Set([first, newest, ...quarterSquares.kept.map(quarterSquare), ...epochs.kept.map(epochEnd)]);
  }

  function record(): void {
    if (plan(trainer.step)) keepNewest();
  }

  /** Drops unneeded moments and adds the present weights. */
  function keepNewest(): void {
    newest = trainer.step;
    const steps = wanted();
    const kept = moments.filter(({ step }) => steps.has(step));
    moments = kept.at(-1)?.step === newest ? kept : [...kept, take(newest)];
  }

  // Repeat the thinning of a resumed run.
  for (let step = first; step <= trainer.step; step++) plan(step);
  keepNewest();

  return {
    first,
    record,
    keepNewest,
    async bringBack(kept, read) {
      const byStep = new Map(kept.map((moment) => [moment.step, moment]));
      const back: Snapshot[] = [];
      for (const step of [...wanted()].sort((a, b) => a - b)) {
        const moment = step < newest ? byStep.get(step) : undefined;
        const weights = moment ? await read(moment) : null;
        if (moment && weights) back.push({ step, trainLoss: moment.trainLoss, weights });
      }
      moments = [...back, ...moments];
    },
    get moments() {
      return moments;
    },
  };
}

/** ⌊(i + 1)² / 4⌋ (OEIS A002620): every square, and the number halfway to the next. */
function quarterSquare(index: number): number {
  return Math.floor((index + 1) ** 2 / 4);
}

/** Index of a quarter-square, from 0; null if the number is not one. */
function quarterSquareIndex(number: number): number | null {
  const index = Math.max(0, Math.ceil(2 * Math.sqrt(number)) - 1);
  return quarterSquare(index) === number ? index : null;
}

/** The moment nearest to a step, the earlier on a tie; null if there is none. */
export function nearestMoment<Moment extends { readonly step: number }>(
  moments: readonly Moment[],
  step: number,
): Moment | null {
  return moments.reduce<Moment | null>(
    (nearest, moment) => (nearest && Math.abs(nearest.step - step) <= Math.abs(moment.step - step) ? nearest : moment),
    null,
  );
}
