/**
 * The one run shared by all clients: its session and runner, the previous run, and the data set. Commands run one after
 * the other; reads never wait for them.
 */

import type { TestAnswers, TestDigits } from '../../protocol/answers.ts';
import type { BackendStatus, EngineStatus, RunStatus } from '../../protocol/run.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import type { NewerRun, SavedRun } from '../../protocol/saved-runs.ts';
import type { DigitSource, GradientFlow } from '../../protocol/trace.ts';
import type { Digit } from '../../protocol/answers.ts';
import { GatescopeError, toWireError } from '../../domain/errors.ts';
import { createQueue } from '../../domain/cooperate.ts';
import { type DataSet, infoOf, isMnist, mnistDataSet, noImages, recipeFor } from '../data/data-set.ts';
import { imageAt, imagesFrom } from '../data/test-images.ts';
import { type DigitSet, type Mnist, sliceDigits } from '../../domain/digit-set.ts';
import { createAblationEvaluations } from '../inspect/ablation-evaluations.ts';
import { viewWeights } from '../inspect/weights-view.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { defaultRecipe, parameterCount } from '../../domain/recipe/config.ts';
import { flowDigits } from '../models/gradient-flow.ts';
import type { StoredModel } from '../models/storage.ts';
import { createDataSetStore, type DataSetStore } from '../own-data/store.ts';
import { createRun, type Run, type RunSurroundings, type SavedRunState, statusOf } from './run.ts';
import { createShownRuns } from './shown-runs.ts';
import { createAwakeClock } from '../training/awake-clock.ts';
import type { Runner, RunnerEvents } from '../training/runner.ts';
import type { CheckpointFolder } from '../training/checkpoint-folder.ts';
import { isRun } from '../training/saved-file.ts';
import { createSession, fineTunedSession, openSession, resumeSession, type Session } from '../training/session.ts';

/** Something loaded at the start, or why it could not be. */
export type Loaded<Value> = { readonly value: Value } | { readonly error: unknown };

export type LabEvents = RunnerEvents & {
  /** Another session is shown. */
  onSession(): void;
};

/** In slow motion: two steps a second, or fewer where a step takes long. */
const slowMotionRestMs = 500;

/**
 * @param digits if they could not be read, whatever needs them throws that error
 * @param pretrained shown first; if it could not be read, a fresh network is shown
 * @param checkpoints saves runs during training; null: not saved
 * @param firstData an own data set shown first, instead of MNIST and the pretrained network
 * @param loadDataSet loads the data set that a saved run was trained on
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
  const runs = createShownRuns(firstData ? freshRun(defaultRecipe, firstData) : firstRun(), () => {
    events.onSession();
  });
  const ablations = createAblationEvaluations(pool, () => ({
    network: runs.current.session.network,
    test: data().test,
  }));
  let slowMotion = false;
  const engine = crypto.randomUUID();

  function addRun(session: Session, data: DataSet, saved?: SavedRunState, isTrial?: boolean): Run {
    runCount++;
    return createRun(runCount, session, data, surroundings, saved, isTrial);
  }

  function freshRun(recipe: Recipe, data: DataSet, isTrial?: boolean): Run {
    return addRun(createSession(pool, recipeFor(data, recipe), data.train), data, undefined, isTrial);
  }

  /** The pretrained network, which is trained on MNIST. */
  function firstRun(isTrial?: boolean): Run {
    if ('error' in pretrained) return freshRun(defaultRecipe, mnist, isTrial);
    return addRun(openSession(pool, pretrained.value, defaultRecipe), mnist, undefined, isTrial);
  }

  function restMs(): number {
    return slowMotion ? slowMotionRestMs : 0;
  }

  function requireDigits(): void {
    if (isMnist(runs.current.data)) requireMnist();
  }

  function requireMnist(): void {
    if ('error' in digits) throw digits.error;
  }

  /** Replaces the current run with a fresh one. */
  async function replace(recipe: Recipe, isTrial?: boolean): Promise<void> {
    requireDigits();
    await runs.current.runner.pause();
    // First, because it may run out of memory: then the old run stays, paused.
    await runs.replaceBy(freshRun(recipe, runs.current.data, isTrial));
  }

  /** A network from a file is not trained further: training starts with a fresh one of the session's recipe. */
  async function trainable(): Promise<Runner> {
    requireDigits();
    if (!runs.current.session.trainer) await replace(runs.current.session.recipe);
    return runs.current.runner;
  }

  /** @throws GatescopeError `dataSetMissing`, and why MNIST could not be read */
  function dataSetOf(wanted: DataSetInfo): Promise<DataSet> {
    const known = [mnist, runs.current.data, runs.former?.data].find((data) => data?.id === wanted.id);
    if (known && isMnist(known)) requireMnist();
    return known ? Promise.resolve(known) : loadDataSet(wanted.id, wanted.name);
  }

  const runStatus = (): RunStatus => statusOf(runs.current, slowMotion);

  function data(): DataSet {
    requireDigits();
    return runs.current.data;
  }

  function testDigit(index: number): Digit {
    return imageAt(data().test, index);
  }

  return {
    get session() {
      return runs.current.session;
    },
    /** The session with its number. */
    shown: () => runs.current,
    /** The present network's data set. @throws why MNIST could not be read */
    data,
    runStatus,
    status(): EngineStatus {
      const { network, recipe, origin, testAccuracy, source } = runs.current.session;
      const fileName = source?.file ?? null;
      const { train, test } = runs.current.data;
      return {
        ...{ engine, backend },
        data:
          'error' in digits && isMnist(runs.current.data)
            ? { state: 'failed', error: toWireError(digits.error) }
            : { state: 'ready', trainCount: train.count, testCount: test.count, ...infoOf(runs.current.data) },
        model: { ...network.config, ...{ origin, parameters: parameterCount(network.config), testAccuracy, fileName } },
        recipe,
        run: runStatus(),
        runId: checkpoints && runs.current.id,
        session: runs.current.number,
        formerSession: runs.former?.number ?? null,
      };
    },
    testDigit,
    testDigits: (first: number, wanted: number): TestDigits => imagesFrom(data().test, first, wanted),
    start: (until: 'goal' | 'epochEnd') =>
      command(async () => {
        (await trainable()).start(until);
      }),
    step: () => command(async () => (await trainable()).step()),
    pause: () => command(() => runs.current.runner.pause()),
    /** Resolves when trained work is on disk or its save has failed; training continues. */
    save: runs.save,
    /** Stops, then saves. */
    async end() {
      await runs.current.runner.pause();
      await runs.save();
      for (const run of [runs.current, runs.former]) if (run) await checkpoints?.letGo(run.id);
    },
    setSlowMotion(on: boolean) {
      slowMotion = on;
      events.onPhase();
    },
    /** @throws GatescopeError if the network is not being trained */
    setLearningRate(learningRate: number) {
      if (!runs.current.session.trainer)
        throw new GatescopeError('invalidRequest', 'Nothing is being trained: press Train first.');
      runs.current.runner.setLearningRate(learningRate);
      events.onProgress();
    },
    /** @param source null measures the first test digits; a drawing's loss is taken against the network's own answer */
    async gradientFlow(source: DigitSource | null): Promise<GradientFlow> {
      const { session, runner } = runs.current;
      const { network } = session;
      if (source) {
        const { pixels: images, label } =
          source.kind === 'test' ? testDigit(source.index) : { pixels: source.pixels, label: null };
        const labels = Uint8Array.of(label ?? network.trace(images, null).target);
        return runner.gradientFlow({ images, labels });
      }
      requireDigits();
      return runner.gradientFlow(sliceDigits(runs.current.data.test, 0, Math.min(network.batchSize, flowDigits)));
    },
    weights: () => viewWeights(runs.current.session.network, runs.current.data.test, runs.current.session.step),
    evaluateAblation: ablations.evaluate,
    cancelAblation: ablations.cancel,
    /** Shows a fresh network for another data set; undo brings the previous run and data back. @throws the signal's reason */
    openDataSet: (data: DataSet, signal: AbortSignal) =>
      command(async () => {
        const { recipe } = runs.current.session;
        await runs.current.runner.pause();
        signal.throwIfAborted();
        await runs.replaceBy(freshRun(recipe, data));
      }),
    /** Shows the pretrained network and MNIST. @param isTrial as in {@link createRun} @throws if MNIST could not be read */
    openMnist: (isTrial?: boolean) =>
      command(async () => {
        requireMnist();
        await runs.current.runner.pause();
        await runs.replaceBy(firstRun(isTrial));
      }),
    /** @param isTrial as in {@link createRun} */
    restart: (recipe: Recipe, isTrial?: boolean) => command(() => replace(recipe, isTrial)),
    /** @returns false if nothing worth keeping was replaced since the start or the last undo */
    undoRestart: () => command(runs.bringBack),
    /** Newest first, without the run shown and the one that undo brings back. */
    savedRuns: async (): Promise<SavedRun[]> => {
      const saved = (await checkpoints?.list()) ?? [];
      return saved.filter(({ id }) => !runs.has(id));
    },
    /** Shows a saved run, paused where it was saved. @throws GatescopeError `checkpointUnusable` */
    resume: (id: string) =>
      command(async () => {
        if (!checkpoints || runs.has(id)) throw new GatescopeError('invalidRequest', 'This run is already open.');
        const work = await checkpoints.load(id);
        const data = await dataSetOf(work.data);
        checkpoints.requireDigits(id, work, data.train.count);
        await runs.current.runner.pause();
        // If another engine may train it, the file is not ours: continue in a copy.
        const isOurs = await checkpoints.claim(id);
        const session = isRun(work) ? resumeSession(pool, work, data.train) : fineTunedSession(pool, work);
        const past = isRun(work) ? (work.timeline?.moments ?? []) : [];
        try {
          await session.snapshots?.bringBack(past, (moment) => checkpoints.loadMoment(id, moment, session.network));
        } catch (error) {
          session.network.dispose();
          if (isOurs) await checkpoints.letGo(id);
          throw error;
        }
        const saved = { id: isOurs ? id : null, name: work.name, ...(isRun(work) && { runner: work.runner }) };
        await runs.replaceBy(addRun(session, data, saved));
      }),
    newerRuns: async (): Promise<NewerRun[]> => (await checkpoints?.listNewer()) ?? [],
    /** @param name null removes the name @throws GatescopeError as in {@link CheckpointFolder} */
    renameSavedRun: (id: string, name: string | null) =>
      command(async () => {
        if (runs.has(id)) throw new GatescopeError('invalidRequest', 'This run is open: start another one first.');
        await checkpoints?.rename(id, name ?? undefined);
      }),
    removeSavedRun: async (id: string) => {
      if (!runs.has(id)) await checkpoints?.remove(id);
    },
    /**
     * Shows a network made elsewhere, and saves a fine-tuned one; the previous run can be brought back.
     * @param isWanted called when its turn comes: earlier commands may have shown another network, or trained this one
     * @param learned its data set, by default the present one @returns whether it is shown @throws as {@link dataSetOf}
     */
    adopt: (make: (data: DataSet) => Session, isWanted: () => boolean, learned?: DataSetInfo, isTrial?: boolean) =>
      command(async () => {
        const data = learned ? await dataSetOf(learned) : runs.current.data;
        if (isWanted()) await runs.current.runner.pause();
        if (!isWanted()) return false;
        const run = addRun(make(data), data, undefined, isTrial);
        await runs.replaceBy(run);
        await run.save();
        return true;
      }),
    /** The present network's answers to other digits than the test digits. */
    async answersTo(set: DigitSet): Promise<TestAnswers> {
      const { number, runner } = runs.current;
      return { ...(await runner.answersTo(set)), session: number };
    },
    evaluate: async () => {
      requireDigits();
      return runs.current.runner.evaluate();
    },
    answers: async (): Promise<TestAnswers | null> => {
      requireDigits();
      const { number, runner } = runs.current;
      const answers = await runner.answers();
      return answers && { ...answers, session: number };
    },
    cancelAnswers() {
      runs.current.runner.cancelAnswers();
    },
  };
}

export type Lab = ReturnType<typeof createLab>;
