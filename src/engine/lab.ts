/**
 * The one run that all clients share: its session and runner, the run that was there before, and the digits. Commands run
 * one after the other; looking never waits for them.
 */

import type { TestAnswers, TestDigits } from '../protocol/answers.ts';
import type { BackendStatus, EngineStatus, RunStatus } from '../protocol/api.ts';
import type { Recipe } from '../protocol/recipe.ts';
import type { DataSetInfo } from '../protocol/data-sets.ts';
import type { SavedRun } from '../protocol/saved-runs.ts';
import type { Digit, DigitSource, GradientFlow } from '../protocol/trace.ts';
import { GatescopeError, toWireError } from '../protocol/errors.ts';
import { createQueue } from './cooperate.ts';
import { type DataSet, infoOf, isMnist, mnistDataSet, noImages, recipeFor } from './data/data-set.ts';
import { imageAt, imagesFrom } from './data/test-images.ts';
import { type DigitSet, type Mnist, sliceDigits } from './data/mnist.ts';
import { createAlteredEvaluations } from './inspect/altered-evaluations.ts';
import { viewWeights } from './inspect/weights-view.ts';
import type { KernelPool } from './kernels/pool.ts';
import { defaultRecipe, parameterCount } from './models/config.ts';
import { flowDigits } from './models/gradient-flow.ts';
import type { StoredModel } from './models/storage.ts';
import { createDataSetStore, type DataSetStore } from './own-data/store.ts';
import { createRun, type Run, type RunSurroundings, type SavedRunState, statusOf } from './run.ts';
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

/**
 * @param digits where they could not be read, whatever needs them throws that error
 * @param pretrained shown first; where it could not be read, a fresh network is shown
 * @param checkpoints where runs are saved while they train; null: nowhere
 * @param firstData a person's own data set that is shown first, in the place of MNIST and the pretrained network
 * @param loadDataSet brings back the one that a saved run was trained on
 */
export function createLab(
  backend: BackendStatus,
  pool: KernelPool,
  digits: Loaded<Mnist>,
  pretrained: Loaded<StoredModel>,
  events: LabEvents,
  checkpoints: CheckpointFolder | null = null,
  firstData: DataSet | null = null,
  loadDataSet: DataSetStore['load'] = createDataSetStore(null).load,
) {
  const command = createQueue();
  const mnist = mnistDataSet('value' in digits ? digits.value : { train: noImages, test: noImages });
  const surroundings: RunSurroundings = {
    ...{ restMs, now: createAwakeClock().now, events, checkpoints },
    origin: { kernels: backend.kernels, threads: backend.threads },
  };
  let runCount = 0;
  let current = firstData ? freshRun(defaultRecipe, firstData) : firstRun();
  const altered = createAlteredEvaluations(pool, () => ({ network: current.session.network, test: data().test }));
  let former: Run | null = null;
  let slowMotion = false;

  function addRun(session: Session, data: DataSet, saved?: SavedRunState): Run {
    runCount++;
    return createRun(runCount, session, data, surroundings, saved);
  }

  function freshRun(recipe: Recipe, data: DataSet): Run {
    return addRun(createSession(pool, recipeFor(data, recipe), data.train), data);
  }

  /** The pretrained network, which knows MNIST. */
  function firstRun(): Run {
    if ('error' in pretrained) return freshRun(defaultRecipe, mnist);
    return addRun(openSession(pool, pretrained.value, defaultRecipe), mnist);
  }

  function restMs(): number {
    return slowMotion ? slowMotionRestMs : 0;
  }

  function requireDigits(): void {
    if (isMnist(current.data)) requireMnist();
  }

  function requireMnist(): void {
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
    await replaceBy(freshRun(recipe, current.data));
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

  /** @throws GatescopeError `dataSetMissing`, and why MNIST could not be read */
  function dataSetOf(wanted: DataSetInfo): Promise<DataSet> {
    const known = [mnist, current.data, former?.data].find((data) => data?.id === wanted.id);
    if (known && isMnist(known)) requireMnist();
    return known ? Promise.resolve(known) : loadDataSet(wanted.id, wanted.name);
  }

  async function save(): Promise<void> {
    await Promise.all([current.save(), former?.save()]);
  }

  const runStatus = (): RunStatus => statusOf(current, slowMotion);

  function data(): DataSet {
    requireDigits();
    return current.data;
  }

  function testDigit(index: number): Digit {
    return imageAt(data().test, index);
  }

  return {
    get session() {
      return current.session;
    },
    /** The session with its number. */
    shown: () => current,
    /** What the present network learns and is measured on. @throws why MNIST could not be read */
    data,
    runStatus,
    status(): EngineStatus {
      const { network, recipe, origin, testAccuracy, source } = current.session;
      const fileName = source?.file ?? null;
      const { train, test } = current.data;
      return {
        backend,
        data:
          'error' in digits && isMnist(current.data)
            ? { state: 'failed', error: toWireError(digits.error) }
            : { state: 'ready', trainCount: train.count, testCount: test.count, ...infoOf(current.data) },
        model: { ...network.config, ...{ origin, parameters: parameterCount(network.config), testAccuracy, fileName } },
        recipe,
        run: runStatus(),
        session: current.number,
        formerSession: former?.number ?? null,
      };
    },
    testDigit,
    testDigits: (first: number, wanted: number): TestDigits => imagesFrom(data().test, first, wanted),
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
      return runner.gradientFlow(sliceDigits(current.data.test, 0, Math.min(network.batchSize, flowDigits)));
    },
    weights: () => viewWeights(current.session.network, current.data.test, current.session.step),
    evaluateAblation: altered.evaluate,
    cancelAblation: altered.cancel,
    /** Shows a fresh network for another data set; what was shown can be brought back with its own. @throws the signal's reason */
    openDataSet: (data: DataSet, signal: AbortSignal) =>
      command(async () => {
        const { recipe } = current.session;
        await current.runner.pause();
        signal.throwIfAborted();
        await replaceBy(freshRun(recipe, data));
      }),
    /** Shows the pretrained network, and MNIST. @throws why it could not be read */
    openMnist: () =>
      command(async () => {
        requireMnist();
        await current.runner.pause();
        await replaceBy(firstRun());
      }),
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
        if (!checkpoints || id === current.id || id === former?.id)
          throw new GatescopeError('invalidRequest', 'This run is here already.');
        const checkpoint = await checkpoints.load(id);
        const data = await dataSetOf(checkpoint.data);
        checkpoints.requireDigits(id, checkpoint, data.train.count);
        await current.runner.pause();
        const saved = { id, runner: checkpoint.runner };
        await replaceBy(addRun(resumeSession(pool, checkpoint, data.train), data, saved));
      }),
    removeSavedRun: async (id: string) => {
      if (id !== current.id && id !== former?.id) await checkpoints?.remove(id);
    },
    /**
     * Shows a network that was made elsewhere; what was shown can be brought back.
     * @param isWanted asked when its turn comes: what came before may have shown another network, or trained this one
     * @param learned by default what the present one did @returns whether it is shown @throws as {@link dataSetOf}
     */
    adopt: (make: (data: DataSet) => Session, isWanted: () => boolean, learned?: DataSetInfo) =>
      command(async () => {
        const data = learned ? await dataSetOf(learned) : current.data;
        await current.runner.pause();
        if (!isWanted()) return false;
        await replaceBy(addRun(make(data), data));
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
