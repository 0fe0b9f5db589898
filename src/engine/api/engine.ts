/** The engine as its clients see it: answers {@link Requests} from the lab and broadcasts {@link Events}. */

import type { EngineFunctions } from '../../protocol/api.ts';
import type { BackendStatus } from '../../protocol/run.ts';
import { toWireError } from '../../domain/errors.ts';
import type { Port } from '../../protocol/port.ts';
import { createAudience } from './audience.ts';
import { createComparedFolder } from '../comparison/compared-folder.ts';
import { createComparison } from '../comparison/comparison.ts';
import { comparisonHandlers } from '../comparison/handlers.ts';
import { type DataSet, mnistInfo } from '../data/data-set.ts';
import type { Mnist } from '../../domain/digit-set.ts';
import { modelFileHandlers } from '../files/handlers.ts';
import { createGenerator } from '../generator/generator.ts';
import type { StoredGenerator } from '../generator/generator-storage.ts';
import { createGeneratorFiles } from '../generator/kept-generator.ts';
import { generatorHandlers } from '../generator/handlers.ts';
import { neighbourHandlers } from '../inspect/handlers.ts';
import { createNeighbourFinder } from '../inspect/neighbours.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { createLab, type Loaded } from '../run/lab.ts';
import { createLiveTrace, type LiveTrace } from '../run/live-trace.ts';
import { aboutTraining } from '../training/session.ts';
import { createMerger } from '../system/merge.ts';
import type { StoredModel } from '../models/storage.ts';
import { dataSetHandlers } from '../own-data/handlers.ts';
import { createIncoming, type Incoming } from '../own-data/incoming.ts';
import { createDataSetStore } from '../own-data/store.ts';
import { createDigitStore } from '../personal/digit-store.ts';
import { personalHandlers } from '../personal/handlers.ts';
import { createPersonal } from '../personal/personal.ts';
import { type Client, connectClient } from './rpc.ts';
import { stripHandlers } from '../strips/handlers.ts';
import { keptStripFile, shippedStripFiles } from '../strips/strip-file.ts';
import { createStripReader } from '../strips/strip-reader.ts';
import { createCheckpointFolder } from '../training/checkpoint-folder.ts';
import { timelineHandlers } from '../timeline/handlers.ts';
import { createTimeline } from '../timeline/timeline.ts';

/** For progress events while an index is built. */
const emitIntervalMs = 1000 / 10;

export type Engine = {
  /** Serves another client until its port closes. */
  readonly connect: (port: Port) => void;
  /** Resolves when the training run is on disk, or its save has failed. */
  readonly save: () => Promise<void>;
  /** Stops training and saves it like {@link save}. */
  readonly end: () => Promise<void>;
};

/**
 * Parameters as for {@link createLab} and {@link createGenerator}; a pretrained model that could not be read is
 * reported to each client as a `failure`.
 * @param userDirectory holds saved runs and own digits; null keeps them in memory only
 * @param saveSeconds as for {@link createCheckpointFolder}
 * @param firstData the own data set that the previous engine showed; null: MNIST
 * @param stripsDirectory of the shipped readers of strips; null: there are none
 */
export function createEngine(
  backend: BackendStatus,
  pool: KernelPool,
  digits: Loaded<Mnist>,
  pretrained: Loaded<StoredModel>,
  pretrainedGenerator: Loaded<StoredGenerator>,
  userDirectory: string | null = null,
  saveSeconds?: number,
  firstData: Loaded<DataSet | null> = { value: null },
  stripsDirectory: string | null = null,
): Engine {
  const dataSets = createDataSetStore(userDirectory);
  const first = 'value' in firstData ? firstData.value : null;
  let shownData = first?.id ?? mnistInfo.id;
  const checkpoints = userDirectory === null ? null : createCheckpointFolder(userDirectory, saveSeconds);

  const audience = createAudience({
    run: () => lab.runStatus(),
    history: () => lab.session.history,
    beforeNews: emitTimeline,
  });
  const { emit } = audience;

  const lab = createLab(
    backend,
    pool,
    digits,
    pretrained,
    {
      onStep() {
        // The first step replaces a pretrained or measured model.
        if (lab.session.history.length === 1) emitStatus();
        audience.moved();
      },
      onEpoch(record) {
        audience.emitSteps();
        emit((client) => client.epoch.asEvent(record));
        emitTimeline();
      },
      onMark(mark) {
        emit((client) => client.mark.asEvent(mark));
      },
      onProgress: audience.moved,
      onPhase() {
        audience.emitSteps();
        emitStatus();
      },
      onSession() {
        audience.skipSteps();
        dataChanged();
        timeline.forget();
        emitStatus();
        neighbours.sessionChanged();
      },
      onFailure: emitFailure,
    },
    checkpoints,
    first,
    dataSets.load,
  );

  const timeline = createTimeline(pool, lab.shown, lab.testDigit);

  /** A pinned image may belong to a data set no longer shown. */
  function dataChanged(): void {
    const data = lab.shown().data;
    if (data.id === shownData) return;
    shownData = data.id;
    audience.dataChanged();
    void dataSets.choose(data).catch(emitFailure);
  }

  const comparison = createComparison(
    pool,
    lab.data,
    () => {
      const news = comparison.snapshot();
      emit((client) => client.comparison.asEvent(news));
    },
    userDirectory === null ? null : createComparedFolder(userDirectory),
    emitFailure,
  );

  const generator = createGenerator(
    pool,
    lab.data,
    pretrainedGenerator,
    {
      onStatus(status) {
        emit((client) => client.generator.asEvent(status));
      },
      onFailure: emitFailure,
    },
    userDirectory === null ? null : createGeneratorFiles(userDirectory),
  );

  const strips = createStripReader(
    pool,
    digits,
    {
      onStatus(status) {
        emit((client) => client.stripReader.asEvent(status));
      },
      onFailure: emitFailure,
    },
    { shipped: shippedStripFiles(stripsDirectory), kept: userDirectory && keptStripFile(userDirectory) },
  );

  const personal = createPersonal(createDigitStore(userDirectory, emitFailure), lab, pool, {
    onStatus(status) {
      emit((client) => client.personal.asEvent(status));
    },
    onFailure: emitFailure,
  });

  const indexChanges = createMerger(emitIntervalMs, () => {
    const status = neighbours.status();
    emit((client) => client.trajectories.asEvent(status));
  });
  const neighbours = createNeighbourFinder(
    pool,
    () => ({ network: lab.session.network, step: lab.session.step, session: lab.status().session }),
    () => lab.data().test,
    lab.testDigit,
    indexChanges.changed,
  );

  function emitFailure(error: unknown): void {
    const failure = toWireError(error);
    emit((client) => client.failure.asEvent(failure));
  }

  function emitStatus(): void {
    const status = lab.status();
    emit((client) => client.status.asEvent(status));
    emitTimeline();
    audience.traceAll();
  }

  function emitTimeline(): void {
    const news = timeline.news();
    if (news) emit((client) => client.timeline.asEvent(news));
  }

  const aboutComparison = comparisonHandlers(comparison, pool, lab.data, lab.testDigit);
  const aboutPersonal = personalHandlers(personal);
  const aboutNeighbours = neighbourHandlers(neighbours);

  function handlersFor(member: () => Client, trace: LiveTrace, incoming: Incoming): EngineFunctions {
    return {
      getStatus: () => Promise.resolve(lab.status()),
      getHistory() {
        const { history } = lab.session;
        return Promise.resolve({ steps: history.since(0), epochs: [...history.epochs], marks: [...history.marks] });
      },
      train: () => acknowledged(lab.start('goal')),
      trainEpoch: () => acknowledged(lab.start('epochEnd')),
      pause: () => acknowledged(lab.pause()),
      step: () => acknowledged(lab.step()),
      setSlowMotion({ on }) {
        lab.setSlowMotion(on);
        return Promise.resolve(undefined);
      },
      restart: ({ recipe, isTrial }) => acknowledged(lab.restart(recipe, isTrial)),
      undoRestart: lab.undoRestart,
      evaluate: lab.evaluate,
      // Async, so that a failed lookup rejects.
      getTestDigit: async ({ index }) => Promise.resolve(lab.testDigit(index)),
      setPace({ everyMs }) {
        audience.setPace(member(), everyMs);
        return Promise.resolve(undefined);
      },
      pin: async ({ source, ...how }) => Promise.resolve(trace.pin(source, how)),
      evaluateAblation: ({ ablation }) => lab.evaluateAblation(ablation),
      cancelAblation() {
        lab.cancelAblation();
        return Promise.resolve(undefined);
      },
      getTestDigits: async ({ first, count }) => Promise.resolve(lab.testDigits(first, count)),
      getAnswers: lab.answers,
      cancelAnswers() {
        lab.cancelAnswers();
        return Promise.resolve(undefined);
      },
      async setLearningRate({ learningRate }) {
        await Promise.resolve();
        lab.setLearningRate(learningRate);
        return undefined;
      },
      getGradientFlow: ({ source }) => lab.gradientFlow(source),
      getWeights: async () => Promise.resolve(lab.weights()),
      getSavedRuns: lab.savedRuns,
      resumeRun: ({ id }) => acknowledged(lab.resume(id)),
      getNewerRuns: lab.newerRuns,
      renameSavedRun: ({ id, name }) => acknowledged(lab.renameSavedRun(id, name)),
      removeSavedRun: ({ id }) => acknowledged(lab.removeSavedRun(id)),
      ...aboutComparison,
      ...generatorHandlers(generator),
      ...stripHandlers(strips),
      ...timelineHandlers(timeline),
      ...aboutPersonal,
      ...aboutNeighbours,
      ...dataSetHandlers(lab, dataSets, incoming, emitFailure),
      ...modelFileHandlers({ lab, pool, backend, checkpoints }),
    };
  }

  return {
    save: () => lab.save(),
    async end() {
      await Promise.all([lab.end(), comparison.end(), generator.end(), strips.end()]);
      await dataSets.settled();
    },
    connect(port) {
      const trace = createLiveTrace(
        pool,
        () => ({ ...lab.session, ...aboutTraining(lab.session) }),
        lab.testDigit,
        audience.count,
        (newTrace) => client.trace(newTrace),
      );
      const incoming = createIncoming();
      const client: Client = connectClient(
        port,
        handlersFor(() => client, trace, incoming),
      );
      audience.add(client, trace);
      port.onClose(() => {
        audience.remove(client);
        incoming.forget();
      });
      if ('error' in firstData) void client.failure.asEvent(toWireError(firstData.error));
      if ('error' in pretrained) void client.failure.asEvent(toWireError(pretrained.error));
    },
  };
}

/** The answer to a command without a result. */
function acknowledged(work: Promise<void>): Promise<undefined> {
  return work.then(() => undefined);
}
