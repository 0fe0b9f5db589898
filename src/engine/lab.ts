/**
 * The one run that all clients share: its session and runner, the run that was there before, and the digits. Commands run
 * one after the other; looking never waits for them.
 */

import type { Ablation } from '../protocol/ablation.ts';
import type { TestAnswers, TestDigits } from '../protocol/answers.ts';
import type { BackendStatus, EngineStatus, Evaluation, RunStatus } from '../protocol/api.ts';
import type { Recipe } from '../protocol/recipe.ts';
import type { SavedRun } from '../protocol/saved-runs.ts';
import type { Digit, DigitSource, GradientFlow } from '../protocol/trace.ts';
import { GatescopeError, toWireError } from '../protocol/errors.ts';
import { createQueue } from './cooperate.ts';
import { type DigitSet, type Mnist, sliceDigits } from './data/mnist.ts';
import { canAblate } from './inspect/ablate.ts';
import { evaluateAltered } from './inspect/altered-network.ts';
import { viewWeights } from './inspect/weights-view.ts';
import type { KernelPool } from './kernels/pool.ts';
import { defaultRecipe, parameterCount } from './models/config.ts';
import { flowDigits } from './models/gradient-flow.ts';
import type { StoredModel } from './models/storage.ts';
import { createRun, type Run, type RunSurroundings, type SavedRunState } from './run.ts';
import { createAwakeClock } from './training/awake-clock.ts';
import type { Runner, RunnerEvents } from './training/runner.ts';
import type { CheckpointFolder } from './training/checkpoint-folder.ts';
import { createSession, openSession, resumeSession, type Session } from './training/session.ts';

/** Something read at the start, or why it could not be. */
export type Loaded<Value> = { readonly value: Value } | { readonly error: unknown };

export type LabEvents = RunnerEvents & {
  /** Another session is shown. */
  onSession(): void;
};

/** In slow motion: two steps a second, or fewer where a step takes long. */
const slowMotionRestMs = 500;

const noDigits = { count: 0, images: new Uint8Array(), labels: new Uint8Array() };

/**
 * @param digits where they could not be read, whatever needs them throws that error
 * @param pretrained shown first; where it could not be read, a fresh network is shown
 * @param checkpoints where runs are saved while they train; null: nowhere
 */
export function createLab(
  backend: BackendStatus,
  pool: KernelPool,
  digits: Loaded<Mnist>,
  pretrained: Loaded<StoredModel>,
  events: LabEvents,
  checkpoints: CheckpointFolder | null = null,
) {
  const command = createQueue();
  /** Altered networks take memory and all threads: one at a time. */
  const alter = createQueue();
  let alterCancellation = new AbortController();
  const { train, test } = 'value' in digits ? digits.value : { train: noDigits, test: noDigits };
  const surroundings: RunSurroundings = {
    ...{ testDigits: test, restMs, now: createAwakeClock().now, events, checkpoints },
    origin: { kernels: backend.kernels, threads: backend.threads, digits: train.count },
  };
  let runCount = 0;
  let current = addRun(
    'value' in pretrained
      ? openSession(pool, pretrained.value, defaultRecipe)
      : createSession(pool, defaultRecipe, train),
  );
  let former: Run | null = null;
  let slowMotion = false;

  function addRun(session: Session, saved?: SavedRunState): Run {
    runCount++;
    return createRun(runCount, session, surroundings, saved);
  }

  function restMs(): number {
    return slowMotion ? slowMotionRestMs : 0;
  }

  function requireDigits(): void {
    if ('error' in digits) throw digits.error;
  }

  function show(run: Run): void {
    current = run;
    events.onSession();
  }

  /** Replaces the current run by a fresh one. */
  async function replace(recipe: Recipe): Promise<void> {
    requireDigits();
    await current.runner.pause();
    // First of all, since it may find too little memory: then the old one stays, paused.
    await replaceBy(addRun(createSession(pool, recipe, train)));
  }

  /** The old run is kept to be brought back, unless it has learned nothing. */
  async function replaceBy(fresh: Run): Promise<void> {
    const leaving = current;
    const isWorthKeeping = leaving.session.origin !== 'untrained';
    const forgotten = isWorthKeeping ? former : leaving;
    if (isWorthKeeping) former = leaving;
    show(fresh);
    if (forgotten) await forgotten.forget();
  }

  /** A network from a file is not trained further: training begins with a fresh one of the session's recipe. */
  async function trainable(): Promise<Runner> {
    requireDigits();
    if (!current.session.trainer) await replace(current.session.recipe);
    return current.runner;
  }

  async function save(): Promise<void> {
    await Promise.all([current.save(), former?.save()]);
  }

  function runStatus(): RunStatus {
    const { session, runner } = current;
    const { trainer } = session;
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

  function testDigit(index: number): Digit {
    requireDigits();
    const { images } = sliceDigits(test, index, index + 1);
    return { pixels: Uint8Array.from(images), label: test.labels[index] };
  }

  function testDigits(first: number, wanted: number): TestDigits {
    requireDigits();
    const { images, labels } = sliceDigits(test, first, first + wanted);
    // Copies: of a part of a buffer, a port would send the whole buffer along.
    return { images: Uint8Array.from(images), labels: Uint8Array.from(labels) };
  }

  return {
    get session() {
      return current.session;
    },
    /** The session with its number. */
    shown: () => current,
    runStatus,
    status(): EngineStatus {
      const { network, recipe, origin, testAccuracy } = current.session;
      return {
        backend,
        data:
          'value' in digits
            ? { state: 'ready', trainCount: train.count, testCount: test.count }
            : { state: 'failed', error: toWireError(digits.error) },
        model: { ...network.config, origin, parameters: parameterCount(network.config), testAccuracy },
        recipe,
        run: runStatus(),
        session: current.number,
        formerSession: former?.number ?? null,
      };
    },
    testDigit,
    testDigits,
    start: (until: 'goal' | 'epochEnd') =>
      command(async () => {
        (await trainable()).start(until);
      }),
    step: () => command(async () => (await trainable()).step()),
    pause: () => command(() => current.runner.pause()),
    /** Answers when what has been trained is on the disk, or cannot be; training goes on. */
    save,
    /** Stops, and saves once more. */
    async end() {
      await current.runner.pause();
      await save();
    },
    setSlowMotion(on: boolean) {
      slowMotion = on;
      events.onPhase();
    },
    /** @throws GatescopeError where the network is not one that is trained */
    setLearningRate(learningRate: number) {
      if (!current.session.trainer)
        throw new GatescopeError('invalidRequest', 'Nothing is being trained: press Train first.');
      current.runner.setLearningRate(learningRate);
      events.onProgress();
    },
    /** @param source null looks at the first test digits; a drawing's loss is taken against the network's own answer */
    async gradientFlow(source: DigitSource | null): Promise<GradientFlow> {
      const { session, runner } = current;
      const { network } = session;
      if (source) {
        const { pixels: images, label } =
          source.kind === 'test' ? testDigit(source.index) : { pixels: source.pixels, label: null };
        const labels = Uint8Array.of(label ?? network.trace(images, null).target);
        return runner.gradientFlow({ images, labels });
      }
      requireDigits();
      return runner.gradientFlow(sliceDigits(test, 0, Math.min(network.batchSize, flowDigits)));
    },
    weights: () => viewWeights(current.session.network, test, current.session.step),
    /** Reads all test digits with the present network altered; null: cancelled. @throws GatescopeError where it cannot be */
    evaluateAblation(ablation: Ablation): Promise<Evaluation | null> {
      const { signal } = alterCancellation;
      return alter(async () => {
        requireDigits();
        const { network } = current.session;
        if (!canAblate(network.config, ablation))
          throw new GatescopeError('invalidRequest', 'This network cannot be altered in this way.');
        return evaluateAltered(pool, network, ablation, test, signal);
      });
    },
    /** Ends evaluations of altered networks, those that wait as well. */
    cancelAblation() {
      alterCancellation.abort();
      alterCancellation = new AbortController();
    },
    restart: (recipe: Recipe) => command(() => replace(recipe)),
    /** @returns false if nothing worth keeping was replaced since the start or the last undo */
    undoRestart: () =>
      command(async () => {
        if (!former) return false;
        await current.runner.pause();
        const leaving = current;
        const back = former;
        former = null;
        show(back);
        await leaving.forget();
        return true;
      }),
    /** Newest first; what is shown or can be brought back at a click is not among them. */
    savedRuns: async (): Promise<SavedRun[]> => {
      const runs = (await checkpoints?.list()) ?? [];
      return runs.filter(({ id }) => id !== current.id && id !== former?.id);
    },
    /** Shows a saved run, paused where it was. @throws GatescopeError `checkpointUnusable` */
    resume: (id: string) =>
      command(async () => {
        requireDigits();
        if (!checkpoints || id === current.id || id === former?.id)
          throw new GatescopeError('invalidRequest', 'This run is here already.');
        const checkpoint = await checkpoints.load(id, train.count);
        await current.runner.pause();
        await replaceBy(addRun(resumeSession(pool, checkpoint, train), { id, runner: checkpoint.runner }));
      }),
    removeSavedRun: async (id: string) => {
      if (id !== current.id && id !== former?.id) await checkpoints?.remove(id);
    },
    /**
     * Shows a network that was made of the present one; what was shown can be brought back.
     * @param isWanted asked when its turn comes: what came before may have shown another network, or trained this one
     * @returns whether it is shown
     */
    adopt: (make: () => Session, isWanted: () => boolean) =>
      command(async () => {
        await current.runner.pause();
        if (!isWanted()) return false;
        await replaceBy(addRun(make()));
        return true;
      }),
    /** What the present network makes of other digits than the test digits. */
    async answersTo(set: DigitSet): Promise<TestAnswers> {
      const { number, runner } = current;
      return { ...(await runner.answersTo(set)), session: number };
    },
    evaluate: async () => {
      requireDigits();
      return current.runner.evaluate();
    },
    answers: async (): Promise<TestAnswers | null> => {
      requireDigits();
      const { number, runner } = current;
      const answers = await runner.answers();
      return answers && { ...answers, session: number };
    },
    cancelAnswers() {
      current.runner.cancelAnswers();
    },
  };
}

export type Lab = ReturnType<typeof createLab>;
