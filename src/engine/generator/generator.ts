/**
 * The one row generator shared by all clients: the shipped one, or the last one trained. Training steps and completions
 * take turns, so that all rows of a completion use the weights of one moment.
 */

import type {
  Completion,
  CompletionOrder,
  GeneratorFacts,
  GeneratorLoss,
  GeneratorStatus,
} from '../../protocol/generator.ts';
import { toWireError } from '../../domain/errors.ts';
import { createQueue } from '../../domain/cooperate.ts';
import { limits } from '../../domain/limits/limits.ts';
import { type DataSet, mnistInfo } from '../data/data-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Loaded } from '../run/lab.ts';
import { createMerger } from '../system/merge.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { createMeter } from '../training/meter.ts';
import { complete } from './complete.ts';
import { defaultUnits, generatorConfig, type GeneratorRecipe, generatorWeightShapes } from './generator-config.ts';
import { batchSize, createGeneratorNetwork, type GeneratorNetwork } from './generator-network.ts';
import type { StoredGenerator } from './generator-storage.ts';
import { factsOf, labelsOf, markOf, nothingToBringBack } from './generator-facts.ts';
import { createKeeping } from './keeping.ts';
import { measureWindows } from './measure-windows.ts';
import type { GeneratorFiles, KeptGenerator } from './kept-generator.ts';
import { testImagesOf, totalStepsOf, trainGenerator } from './train-generator.ts';
import { createTurns } from './turns.ts';
import { createWindowMeasurement } from './window-measurement.ts';

const emitIntervalMs = 1000 / 10;

export type GeneratorEvents = {
  /** Called at most ten times a second. */
  onStatus(status: GeneratorStatus): void;
  /** Called when training fails. */
  onFailure(error: unknown): void;
};

export type Generator = {
  status(): GeneratorStatus;
  /** Ends any training and starts a fresh one. Resolves when it has started. */
  train(recipe: GeneratorRecipe): Promise<void>;
  /** Resolves when training has stopped; what it learned is kept. */
  stop(): Promise<void>;
  /** Ends any training and restores the shipped generator. @throws if it could not be read */
  restore(): Promise<void>;
  /** Ends any training and restores the other trained generator. @throws GatescopeError if there is none */
  bringBack(): Promise<void>;
  /** @throws GatescopeError if too many are queued */
  complete(order: CompletionOrder): Promise<Completion>;
  /** Resolves when the saved generator is loaded and the status is complete. */
  readonly ready: Promise<void>;
  /** Starts measuring −log p in every window; answers when it has started. It ends by itself, or with the weights. */
  measureWindows(): Promise<void>;
  stopMeasuringWindows(): void;
  /** Ends any training, and resolves when it is on disk or its save has failed. */
  end(): Promise<void>;
};

type Run = Omit<GeneratorFacts, 'units' | 'labels'> & {
  readonly network: GeneratorNetwork;
  readonly origin: GeneratorStatus['origin'];
  readonly step: number;
  readonly totalSteps: number;
  readonly epochs: number;
  readonly losses: readonly GeneratorLoss[];
};

/**
 * @param digits looks up the data set; throws if it could not be read
 * @param pretrained used first; if unreadable, an untrained generator is
 * @param files saved trained generators, the newest of which is used first; null: not saved
 */
export function createGenerator(
  pool: KernelPool,
  digits: () => DataSet,
  pretrained: Loaded<StoredGenerator>,
  events: GeneratorEvents,
  files: GeneratorFiles | null = null,
): Generator {
  const command = createQueue();
  const meter = createMeter();
  const turns = createTurns(limits.maxWaitingCompletions);
  const changes = createMerger(emitIntervalMs, () => {
    events.onStatus(status());
  });
  const windows = createWindowMeasurement(
    (onProgress, signal) => {
      const { network } = present();
      const measured = { units: network.units, labels: network.labels, weights: network.readWeights() };
      return measureWindows(pool, measured, digits().test, turns.train, onProgress, signal);
    },
    () => {
      changes.changed();
    },
    (error) => {
      events.onFailure(error);
    },
  );
  /** Created on first use: most people look at other things first. */
  let run: Run | null = null;
  let training: { readonly ended: Promise<void>; readonly cancel: () => void } | null = null;

  let isEnding = false;
  const keeping = createKeeping(files, (error) => {
    events.onFailure(error);
  });
  const ready = restoreKept();

  async function restoreKept(): Promise<void> {
    const kept = await keeping.load();
    if (!kept) return;
    try {
      run ??= openKept(kept);
      keeping.use(run.network);
    } catch (error) {
      events.onFailure(error);
    }
  }

  function openKept({ weights, units, labels, ...about }: KeptGenerator): Run {
    return { ...about, network: createGeneratorNetwork(pool, units, weights, { labels }), origin: 'trained' };
  }

  /** Call between two steps. */
  function keep(hasEnded: boolean): void {
    const { network, origin, ...about } = present();
    const weights = network.readWeights();
    // If it exploded, keep the last one that had not.
    if (origin !== 'trained' || !weights.every(({ values }) => values.every(Number.isFinite))) return;
    keeping.offer({ ...about, weights, units: network.units, labels: network.labels }, network, hasEnded);
  }

  function present(): Run {
    run ??= 'value' in pretrained ? openRun(pretrained.value) : freshRun(defaultUnits, 1, 0);
    return run;
  }

  function openRun({ units, weights, metadata }: StoredGenerator): Run {
    const network = createGeneratorNetwork(pool, units, weights, { labels: metadata?.labels ?? 0 });
    const step = metadata?.step ?? 0;
    return {
      ...{ network, origin: 'pretrained', step, totalSteps: step, epochs: metadata?.epochs ?? 0 },
      ...{ testLoss: metadata?.testLoss ?? null, losses: [] },
      // All shipped generators were trained on MNIST, whose test set is large enough.
      ...{ dataSet: markOf(mnistInfo), testImages: testImagesOf(Infinity) },
    };
  }

  function freshRun(units: number, seed: number, labels: number): Run {
    const weights = initialWeights(generatorConfig(units), seed, generatorWeightShapes(units));
    const network = createGeneratorNetwork(pool, units, weights, { labels });
    return {
      ...{ network, origin: 'untrained', step: 0, totalSteps: 0, epochs: 0 },
      ...{ dataSet: null, testLoss: null, testImages: null, losses: [] },
    };
  }

  function update(next: Partial<Run>): void {
    run = { ...present(), ...next };
    changes.changed();
  }

  function status(): GeneratorStatus {
    const { network, ...about } = present();
    return {
      ...about,
      ...{ training: training !== null, units: network.units, labels: network.labels },
      ...{ windows: windows.curve(), former: factsOf(keeping.besides(network)) },
      samplesPerSecond: meter.perSecond(),
      pretrainedError: 'error' in pretrained ? toWireError(pretrained.error) : null,
      trainLoss: meter.loss(),
    };
  }

  /** Finishes the current drawing; queued ones use the next network. */
  function replace(next: Run): Promise<void> {
    return turns.train(() => {
      windows.forget();
      run?.network.dispose();
      run = next;
      meter.clear();
      return Promise.resolve();
    });
  }

  async function stop(): Promise<void> {
    training?.cancel();
    await training?.ended;
  }

  async function learn(network: GeneratorNetwork, recipe: GeneratorRecipe, data: DataSet, signal: AbortSignal) {
    let hasFailed = false;
    try {
      const progress = {
        onStep(step: number, loss: number) {
          meter.add(loss, batchSize);
          windows.forget();
          update({ step, origin: 'trained' });
        },
        onLoss(loss: GeneratorLoss) {
          update({ losses: [...present().losses, loss], testLoss: loss.testLoss });
          keep(false);
        },
      };
      await trainGenerator(network, data, recipe, turns.train, progress, signal);
    } catch (error) {
      hasFailed = !signal.aborted;
      if (hasFailed) events.onFailure(error);
    }
    training = null;
    keep(!hasFailed && !isEnding);
    changes.changed();
  }

  return {
    status,
    ready,
    async end() {
      isEnding = true;
      windows.forget();
      await command(stop);
      await keeping.saved();
    },
    train: (recipe) =>
      command(async () => {
        await ready;
        const data = digits();
        await stop();
        // First, because it may run out of memory: then everything stays as it is.
        const fresh = freshRun(recipe.units, recipe.seed, labelsOf(data));
        const totalSteps = totalStepsOf(recipe, data.train);
        await replace({
          ...{ ...fresh, epochs: recipe.epochs, totalSteps },
          ...{ dataSet: markOf(data), testImages: testImagesOf(data.test.count) },
        });
        const cancellation = new AbortController();
        const ended = learn(fresh.network, recipe, data, cancellation.signal);
        training = {
          ended,
          cancel: () => {
            cancellation.abort();
          },
        };
        changes.changed();
      }),
    stop: () => command(stop),
    restore: () =>
      command(async () => {
        if ('error' in pretrained) throw pretrained.error;
        await ready;
        await stop();
        const former = run?.network;
        await replace(openRun(pretrained.value));
        changes.changed();
        // Forget the previous one before the next is saved.
        if (former) await keeping.forget(former);
        changes.changed();
      }),
    bringBack: () =>
      command(async () => {
        await ready;
        await stop();
        const kept = keeping.besides(run?.network ?? null);
        if (!kept) throw nothingToBringBack();
        const opened = openKept(kept);
        keeping.bringBack(kept, opened.network);
        await replace(opened);
        changes.changed();
      }),
    measureWindows: () =>
      command(async () => {
        await ready;
        if (training === null) windows.start();
      }),
    stopMeasuringWindows: windows.stop,
    complete: (order) =>
      turns.complete(async () => {
        await ready;
        const { network, step } = present();
        return { ...(await complete(network, order)), step };
      }),
  };
}
