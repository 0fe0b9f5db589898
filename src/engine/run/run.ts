/** A session and the runner that drives it, saved to the disk while it trains. */

import type { RunStatus } from '../../protocol/run.ts';
import type { RunnerState } from '../training/checkpoint.ts';
import { type CheckpointFolder, runId } from '../training/checkpoint-folder.ts';
import { type DataSet, infoOf } from '../data/data-set.ts';
import { secondsOf } from '../training/describe-run.ts';
import { isBrief } from '../training/kept-runs.ts';
import { createRunner, type Runner, type RunnerEvents } from '../training/runner.ts';
import { autosaveSession, type Origin } from '../training/saved-session.ts';
import type { Session } from '../training/session.ts';

export type Run = {
  /** Tells the runs of this engine apart. */
  readonly number: number;
  /** Names its file. */
  readonly id: string;
  readonly session: Session;
  /** What it learns and is measured on. */
  readonly data: DataSet;
  readonly runner: Runner;
  /** Answers when the run is on the disk as it is now, or cannot be. */
  readonly save: () => Promise<void>;
  /** Whether a lesson brought it and nobody made it their own: the shipped network, or one trained for a moment. Of a run at rest. */
  readonly isPassing: () => Promise<boolean>;
  /** Ends whatever goes on, and lets go of the network's memory. */
  readonly forget: () => Promise<void>;
};

/** What all runs have in common. */
export type RunSurroundings = {
  /** Milliseconds to rest after each step, asked anew each time. */
  readonly restMs: () => number;
  /** Milliseconds of a clock that stands still while the machine sleeps. */
  readonly now: () => number;
  readonly events: RunnerEvents;
  /** null: runs are saved nowhere. */
  readonly checkpoints: CheckpointFolder | null;
  readonly origin: Omit<Origin, 'digits' | 'data' | 'name'>;
};

/** What of a saved run is not in its session. */
export type SavedRunState = {
  /** null: it goes on as a copy, in a file of its own. */
  readonly id: string | null;
  /** Of a run that goes on. */
  readonly runner?: RunnerState;
  /** That a person gave it. */
  readonly name?: string | undefined;
};

/**
 * @param saved what a run goes on from
 * @param isTrial brought by a lesson, not by a person's own wish: unless it is trained for long, its file goes with it
 */
export function createRun(
  number: number,
  session: Session,
  data: DataSet,
  { restMs, now, events, checkpoints, origin: computing }: RunSurroundings,
  saved?: SavedRunState,
  isTrial = false,
): Run {
  const id = saved?.id ?? runId(new Date(), Math.random());
  const savingEvents: RunnerEvents = {
    ...events,
    onStep() {
      autosave?.stepped();
      events.onStep();
    },
    onEpoch(record) {
      autosave?.save();
      events.onEpoch(record);
    },
    onPhase() {
      autosave?.save();
      events.onPhase();
    },
  };
  const origin = { ...computing, digits: data.train.count, data: infoOf(data), name: saved?.name };
  const runner: Runner = createRunner(session, data.test, restMs, savingEvents, saved?.runner, now);
  const autosave = checkpoints && autosaveSession(checkpoints, id, session, runner, origin, savingEvents);

  async function isPassing(): Promise<boolean> {
    const { trainer, history } = session;
    if (!isTrial || !trainer) return isTrial;
    return runner.between((state) => isBrief({ seconds: secondsOf({ runner: state, trainer, history }) }));
  }

  return {
    ...{ number, id, session, data, runner, isPassing },
    save: () => autosave?.saved() ?? Promise.resolve(),
    async forget() {
      await runner.pause();
      await autosave?.end();
      // What was begun and took no step is nothing to go on with. Where it cannot be removed it could not be saved either.
      const isNothing = session.trainer?.step === 0 || (await isPassing());
      if (isNothing) await checkpoints?.remove(id).catch(() => undefined);
      await checkpoints?.letGo(id).catch(() => undefined);
      session.network.dispose();
    },
  };
}

/** How far a run is, as its clients are told. */
export function statusOf({ session: { trainer }, runner }: Run, slowMotion: boolean): RunStatus {
  return {
    phase: runner.phase,
    step: trainer?.step ?? 0,
    stepsPerEpoch: trainer?.stepsPerEpoch ?? 0,
    totalSteps: runner.goal,
    samplesPerSecond: runner.samplesPerSecond,
    learningRate: trainer?.learningRate ?? 0,
    stoppedBy: runner.stoppedBy,
    slowMotion,
    evaluating: runner.evaluating,
  };
}
