/** A session and its runner, saved to disk during training. */

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
  /** Unique within this engine. */
  readonly number: number;
  /** Its file name. */
  readonly id: string;
  readonly session: Session;
  /** What it is trained and measured on. */
  readonly data: DataSet;
  readonly runner: Runner;
  /** Resolves when the present state is on disk or its save has failed. */
  readonly save: () => Promise<void>;
  /** Whether a lesson brought it and the person did not train it for long; call at rest. */
  readonly isPassing: () => Promise<boolean>;
  /** Stops all activity and frees the network's memory. */
  readonly forget: () => Promise<void>;
};

/** Shared by all runs. */
export type RunSurroundings = {
  /** Milliseconds to rest after each step, queried every time. */
  readonly restMs: () => number;
  /** Milliseconds on a clock that stops while the machine sleeps. */
  readonly now: () => number;
  readonly events: RunnerEvents;
  /** null: runs are not saved. */
  readonly checkpoints: CheckpointFolder | null;
  readonly origin: Omit<Origin, 'digits' | 'data' | 'name'>;
};

/** The part of a saved run that is not in its session. */
export type SavedRunState = {
  /** null: it continues as a copy in its own file. */
  readonly id: string | null;
  /** Of a resumed run. */
  readonly runner?: RunnerState;
  /** Given by a person. */
  readonly name?: string | undefined;
};

/**
 * @param saved state to resume from
 * @param isTrial brought by a lesson: unless it is trained for long, its file is removed with it
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
      // A run without a step is nothing to resume. If it cannot be removed, it could not be saved either.
      const isNothing = session.trainer?.step === 0 || (await isPassing());
      if (isNothing) await checkpoints?.remove(id).catch(() => undefined);
      await checkpoints?.letGo(id).catch(() => undefined);
      session.network.dispose();
    },
  };
}

/** Progress as sent to clients. */
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
