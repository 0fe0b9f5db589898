/**
 * Drives a session's trainer: play, pause, single step, single epoch, evaluation. The only place that knows both the
 * clock and the network. Steps and evaluations take turns, so that an evaluation sees the weights of one moment.
 */

import type { TestAnswers } from '../../protocol/answers.ts';
import type { EpochRecord, Evaluation, HistoryMark, Phase, RunStatus } from '../../protocol/run.ts';
import { createQueue, rest } from '../../domain/cooperate.ts';
import type { GradientFlow } from '../../protocol/trace.ts';
import type { DigitSet } from '../../domain/digit-set.ts';
import type { Batch } from '../models/network.ts';
import { answerAll } from './evaluate.ts';
import type { RunnerState } from './checkpoint.ts';
import { type Session, truncationOf } from './session.ts';
import { stopRuleMet } from './stop-rules.ts';
import type { Trainer } from './trainer.ts';

/** Steps over which samples per second are averaged. */
const meterWindow = 20;

export type RunnerEvents = {
  /** After each step, when weights and history are updated. */
  onStep(): void;
  onEpoch(record: EpochRecord): void;
  onMark(mark: HistoryMark): void;
  /** Training started or stopped, or an evaluation ended. */
  onPhase(): void;
  /** An evaluation has advanced. */
  onProgress(): void;
  /** Called when training fails. */
  onFailure(error: unknown): void;
};

export type Runner = {
  readonly phase: Phase;
  readonly samplesPerSecond: number;
  /** The stop rule that ended the last run. */
  readonly stoppedBy: RunStatus['stoppedBy'];
  readonly evaluating: { readonly done: number; readonly total: number } | null;
  /** Step at which the recipe is done; extended by the recipe's length each time a finished run is trained further. */
  readonly goal: number;
  /** Starts training up to a step, at most to the goal; ignored while training. */
  start(until: 'goal' | 'epochEnd'): void;
  step(): Promise<void>;
  /** Runs `look` between two steps. */
  between<Result>(look: (state: RunnerState) => Result): Promise<Result>;
  /** Resolves when training and evaluation have stopped. */
  pause(): Promise<void>;
  /** Sets the rate of the next step and scales the rest of the schedule. Recorded in the history. */
  setLearningRate(learningRate: number): void;
  /** Runs between two steps, on the weights of one moment. */
  gradientFlow(batch: Batch): Promise<GradientFlow>;
  /** Runs between two steps. null: cancelled by `pause`. */
  evaluate(): Promise<Evaluation | null>;
  /**
   * Answers to every test digit; evaluates the present weights if necessary, without a record in the history. null:
   * cancelled.
   */
  answers(): Promise<Omit<TestAnswers, 'session'> | null>;
  /** Answers to other digits, with the weights of one moment. */
  answersTo(digits: DigitSet): Promise<Omit<TestAnswers, 'session'>>;
  /** Cancels evaluations started or queued by `answers` only. */
  cancelAnswers(): void;
};

/** Evaluations in the middle of an epoch have no seconds. */
function isEpochEnd({ seconds }: EpochRecord): boolean {
  return seconds !== null;
}

/**
 * @param from state of an earlier runner of this run; by default a new run
 * @param restMs milliseconds to rest after each step, queried every time
 * @param now milliseconds on a clock that stops while the machine sleeps
 */
export function createRunner(
  session: Session,
  testDigits: DigitSet,
  restMs: () => number,
  events: RunnerEvents,
  from?: RunnerState,
  now: () => number = () => performance.now(),
): Runner {
  const takeTurn = createQueue();
  const recentSteps: { samples: number; seconds: number }[] = [];
  let goal = from?.goal ?? session.trainer?.totalSteps ?? 0;
  let stopping = false;
  let stoppedBy = from?.stoppedBy ?? null;
  let phase: Phase = from && session.trainer ? phaseAfter(session.trainer) : 'idle';
  let training: Promise<void> | null = null;
  let evaluating: Runner['evaluating'] = null;
  let cancellation = new AbortController();
  let answersCancellation = new AbortController();
  let epochSeconds = from?.epochSeconds ?? 0;

  function setPhase(next: Phase): void {
    phase = next;
    if (phase !== 'training') session.snapshots?.keepNewest();
    events.onPhase();
  }

  async function trainStep(trainer: Trainer): Promise<void> {
    if (trainer.step % trainer.stepsPerEpoch === 0) epochSeconds = 0;
    const started = now();
    const record = await trainer.trainStep();
    const seconds = (now() - started) / 1000;
    recentSteps.push({ samples: record.samples, seconds });
    if (recentSteps.length > meterWindow) recentSteps.shift();
    epochSeconds += seconds;
    session.history.push(record);
    session.step = trainer.step;
    session.snapshots?.record();
    session.origin = 'trained';
    session.testAccuracy = null;
    session.answers = null;
    events.onStep();
  }

  /** @param signal taken at the request, so that a pause also cancels a queued evaluation */
  async function measure(signal: AbortSignal): Promise<Evaluation | null> {
    const onProgress = (done: number) => {
      evaluating = { done, total: testDigits.count };
      events.onProgress();
    };
    try {
      const { evaluation, answers } = await answerAll(session.network, testDigits, onProgress, signal);
      session.answers = answers;
      session.testAccuracy = evaluation.accuracy;
      return evaluation;
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    } finally {
      evaluating = null;
      events.onPhase();
    }
  }

  function record(trainer: Trainer, { accuracy, loss }: Evaluation): void {
    const { step, stepsPerEpoch } = trainer;
    const whole = step % stepsPerEpoch === 0;
    const means = whole ? session.history.meansSince(step - stepsPerEpoch) : null;
    const epochRecord: EpochRecord = {
      epoch: step / stepsPerEpoch,
      step,
      trainLoss: means?.loss ?? null,
      trainAccuracy: means?.accuracy ?? null,
      testLoss: loss,
      testAccuracy: accuracy,
      seconds: whole ? epochSeconds : null,
    };
    session.history.epochs.push(epochRecord);
    events.onEpoch(epochRecord);
  }

  /** One step, and the end of the epoch if it is due. */
  async function advance(trainer: Trainer): Promise<void> {
    await takeTurn(() => trainStep(trainer));
    await endEpoch(trainer);
  }

  /** Evaluates at the end of an epoch, also if the run was interrupted before it could. */
  async function endEpoch(trainer: Trainer): Promise<void> {
    const { step, stepsPerEpoch } = trainer;
    if (step === 0 || step % stepsPerEpoch !== 0 || session.history.epochs.at(-1)?.step === step) return;
    const evaluation = await evaluateInTurn();
    if (!evaluation) return;
    record(trainer, evaluation);
    stoppedBy = stopRuleMet(session.recipe, session.history.epochs.filter(isEpochEnd));
  }

  function evaluateInTurn(): Promise<Evaluation | null> {
    const { signal } = cancellation;
    return takeTurn(() => measure(signal));
  }

  async function train(trainer: Trainer, until: number): Promise<void> {
    try {
      await endEpoch(trainer);
      while (trainer.step < until && !stopping && stoppedBy === null) {
        await advance(trainer);
        await rest(restMs(), cancellation.signal);
      }
    } catch (error) {
      events.onFailure(error);
    }
    training = null;
    setPhase(phaseAfter(trainer));
  }

  function phaseAfter(trainer: Trainer): Phase {
    return trainer.step >= goal || stoppedBy !== null ? 'finished' : 'paused';
  }

  function beyondGoal(trainer: Trainer): void {
    if (trainer.step >= goal) goal += trainer.totalSteps;
  }

  return {
    get phase() {
      return phase;
    },
    get goal() {
      return goal;
    },
    get evaluating() {
      return evaluating;
    },
    get stoppedBy() {
      return stoppedBy;
    },
    get samplesPerSecond() {
      const samples = recentSteps.reduce((sum, step) => sum + step.samples, 0);
      const seconds = recentSteps.reduce((sum, step) => sum + step.seconds, 0);
      return seconds > 0 ? samples / seconds : 0;
    },
    start(until) {
      const { trainer } = session;
      if (training || !trainer) return;
      beyondGoal(trainer);
      stopping = false;
      stoppedBy = null;
      const epochEnd = (Math.floor(trainer.step / trainer.stepsPerEpoch) + 1) * trainer.stepsPerEpoch;
      setPhase('training');
      training = train(trainer, until === 'goal' ? goal : epochEnd);
    },
    async step() {
      const { trainer } = session;
      if (!trainer) return;
      await this.pause();
      beyondGoal(trainer);
      stoppedBy = null;
      await advance(trainer);
      setPhase(phaseAfter(trainer));
    },
    between: (look) => takeTurn(() => Promise.resolve(look({ goal, stoppedBy, epochSeconds }))),
    setLearningRate(learningRate) {
      const { trainer, history } = session;
      if (!trainer) return;
      const mark = { step: trainer.step, kind: 'learningRate', from: trainer.learningRate, to: learningRate } as const;
      trainer.setLearningRate(learningRate);
      // Of several changes between two steps only the last counts.
      const before = history.marks.at(-1);
      if (before?.step === mark.step) history.marks.pop();
      const told = before?.step === mark.step ? { ...mark, from: before.from } : mark;
      history.marks.push(told);
      events.onMark(told);
    },
    async pause() {
      stopping = true;
      cancellation.abort();
      cancellation = new AbortController();
      await training;
      await takeTurn(() => Promise.resolve());
    },
    gradientFlow: (batch) =>
      takeTurn(async () => ({
        ...(await session.network.gradientFlow(batch)),
        truncation: truncationOf(session),
        step: session.step,
      })),
    async evaluate() {
      const evaluation = await evaluateInTurn();
      const { trainer } = session;
      if (evaluation && trainer && trainer.step > 0 && session.history.epochs.at(-1)?.step !== trainer.step) {
        record(trainer, evaluation);
      }
      return evaluation;
    },
    answers() {
      const signal = AbortSignal.any([cancellation.signal, answersCancellation.signal]);
      return takeTurn(async () => {
        if (!session.answers) await measure(signal);
        return session.answers && { ...session.answers, step: session.step };
      });
    },
    answersTo: (digits) =>
      takeTurn(async () => ({ ...(await answerAll(session.network, digits)).answers, step: session.step })),
    cancelAnswers() {
      answersCancellation.abort();
      answersCancellation = new AbortController();
    },
  };
}
