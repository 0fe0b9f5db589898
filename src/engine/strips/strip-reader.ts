/**
 * The one reader of strips shared by all clients. Readings are computed on the engine's own thread with the weights of the
 * moment, so they need not wait for training steps.
 */

import type { Mnist } from '../../domain/digit-set.ts';
import { toWireError, type WireError } from '../../domain/errors.ts';
import { createQueue } from '../../domain/cooperate.ts';
import type { Strip } from '../../domain/strips/strip.ts';
import type { StripModel } from '../../domain/strips/strip-models.ts';
import { defaultStripSettings, type StripSettings } from '../../domain/strips/strip-settings.ts';
import type { NamedFile } from '../../protocol/model-files.ts';
import type { StripOrder, StripProgress, StripReaderStatus, StripReading } from '../../protocol/strips.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Loaded } from '../run/lab.ts';
import { createMerger } from '../system/merge.ts';
import { createMeter } from '../training/meter.ts';
import { makeStrip } from './make-strip.ts';
import { exportStrips } from './export-strips.ts';
import { createOwnReaders, factsOf } from './own-readers.ts';
import { readStrip } from './read-strip.ts';
import { createStripNetwork, initialStripWeights, type StripNetwork } from './strip-network.ts';
import { loadStripReader, type LossSince, nothingSince, type StoredStripReader } from './strip-file.ts';
import { trainStrips } from './train-strips.ts';

const emitIntervalMs = 1000 / 10;

export type StripReaderEvents = {
  /** Called at most ten times a second. */
  onStatus(status: StripReaderStatus): void;
  /** Called when training fails. */
  onFailure(error: unknown): void;
};

/** Where readers are on disk. */
export type StripFiles = {
  /** File of a model's shipped one; null: none is shipped. */
  readonly shipped: (model: StripModel) => string | null;
  /** File of the one trained last, beside which the one before it is kept; null: they are not kept. */
  readonly kept: string | null;
};

export type StripReader = {
  /** Resolves when a reader is there: the one trained last, the shipped one, or an untrained one. */
  ready(): Promise<void>;
  /** Call when {@link ready}. */
  status(): StripReaderStatus;
  /** Ends any training and starts a fresh one. Resolves when it has started. */
  train(settings: StripSettings): Promise<void>;
  /** Goes on with a training that was stopped, as if it had not been. Resolves when it has started, or where there is none. */
  trainOn(): Promise<void>;
  /** Resolves when training has stopped; what it learned is kept. */
  stop(): Promise<void>;
  /** Ends any training and shows the shipped reader of a model, or an untrained one. */
  open(model: StripModel): Promise<void>;
  /** Ends any training and shows the person's own reader trained last, or the one before it where that is shown. Does nothing where there is none. */
  bringBack(): Promise<void>;
  /** A strip of test digits. */
  make(digits: number, seed: number): Strip;
  /** Call when {@link ready}. */
  read(order: StripOrder): StripReading;
  /** The weights of the moment for PyTorch. Call when {@link ready}. */
  export(): NamedFile;
  /** Ends any training, and resolves when what it learned is on disk or its save has failed. */
  end(): Promise<void>;
};

type Run = {
  readonly network: StripNetwork;
  readonly settings: StripSettings;
  readonly origin: StripReaderStatus['origin'];
  readonly step: number;
  readonly progress: readonly StripProgress[];
  readonly since: LossSince;
  /** Whether the network has what it takes to train on. */
  readonly canTrainOn: boolean;
  /** Why the shipped reader could not be shown. */
  readonly pretrainedError?: WireError;
};

/** @param digits of which strips are made */
export function createStripReader(
  pool: KernelPool,
  digits: Loaded<Mnist>,
  events: StripReaderEvents,
  files: StripFiles = { shipped: () => null, kept: null },
): StripReader {
  const command = createQueue();
  const meter = createMeter();
  const changes = createMerger(emitIntervalMs, () => {
    events.onStatus(status());
  });
  let run: Run | null = null;
  /** Begins at the first look: most people look at other things first. */
  let opening: Promise<void> | null = null;
  const own = createOwnReaders(files.kept, (error) => {
    events.onFailure(error);
  });
  let training: { readonly ended: Promise<void>; readonly cancel: () => void } | null = null;

  /** @throws what kept the digits from being loaded */
  function mnist(): Mnist {
    if ('error' in digits) throw digits.error;
    return digits.value;
  }

  function ready(): Promise<void> {
    opening ??= openFirst();
    return opening;
  }

  async function openFirst(): Promise<void> {
    const kept = await own.load();
    const first = kept ? storedRun(kept, 'trained') : await shippedRun(defaultStripSettings.model);
    run ??= first;
  }

  async function shippedRun(model: StripModel): Promise<Run> {
    const path = files.shipped(model);
    if (path === null) return freshRun({ ...defaultStripSettings, model });
    try {
      return storedRun(await loadStripReader(path), 'pretrained');
    } catch (error) {
      return { ...freshRun({ ...defaultStripSettings, model }), pretrainedError: toWireError(error) };
    }
  }

  function storedRun({ weights, optimizer, ...about }: StoredStripReader, origin: Run['origin']): Run {
    const network = createStripNetwork(pool, about.settings, weights);
    if (optimizer) network.restoreOptimizer(optimizer);
    return { ...about, origin, network, canTrainOn: optimizer !== null };
  }

  function present(): Run {
    if (!run) throw new Error('The reader of strips is not ready.');
    return run;
  }

  /** Saves what was learned so far, between two steps. */
  function keep(): void {
    const { network, settings, origin, step, progress, since } = present();
    if (origin !== 'trained') return;
    const weights = network.readWeights();
    // If it exploded, keep the last one that had not.
    if (!weights.every(({ values }) => values.every(Number.isFinite))) return;
    const optimizer = step < settings.steps ? network.readOptimizer() : null;
    own.keep({ settings, step, progress, since, weights, optimizer });
  }

  function freshRun(settings: StripSettings): Run {
    const network = createStripNetwork(pool, settings, initialStripWeights(settings, settings.seed));
    return { network, settings, origin: 'untrained', step: 0, progress: [], since: nothingSince, canTrainOn: true };
  }

  function update(next: Partial<Run>): void {
    run = { ...present(), ...next };
    changes.changed();
  }

  function replace(next: Run): void {
    run?.network.dispose();
    run = next;
    meter.clear();
    changes.changed();
  }

  function status(): StripReaderStatus {
    const { settings, origin, step, progress, canTrainOn, pretrainedError = null } = present();
    const isStopped = origin === 'trained' && training === null && step < settings.steps;
    return {
      ...{ settings, origin, step, progress: [...progress], training: training !== null },
      ...{ totalSteps: settings.steps, stripsPerSecond: meter.perSecond(), trainLoss: meter.loss() },
      ...{ pretrainedError, canTrainOn: isStopped && canTrainOn },
      ...{ former: factsOf(own.besides(origin === 'trained')), dropped: factsOf(own.dropped()) },
    };
  }

  async function stop(): Promise<void> {
    training?.cancel();
    await training?.ended;
  }

  async function learn(network: StripNetwork, settings: StripSettings, data: Mnist, signal: AbortSignal) {
    try {
      const progress = {
        onStep(step: number, loss: number, strips: number, since: LossSince) {
          meter.add(loss, strips);
          update({ step, since, origin: 'trained' });
        },
        onProgress(news: StripProgress) {
          update({ progress: [...present().progress, news], since: nothingSince });
          keep();
        },
      };
      await trainStrips(network, data, settings, progress, signal, present());
    } catch (error) {
      if (!signal.aborted) events.onFailure(error);
    }
    training = null;
    keep();
    changes.changed();
  }

  function begin({ network, settings }: Run, data: Mnist): void {
    const cancellation = new AbortController();
    training = {
      ended: learn(network, settings, data, cancellation.signal),
      cancel: () => {
        cancellation.abort();
      },
    };
    changes.changed();
  }

  return {
    ...{ ready, status },
    train: (settings) =>
      command(async () => {
        const data = mnist();
        await ready();
        await stop();
        // First, because it may run out of memory: then everything stays as it is.
        const fresh = freshRun(settings);
        own.begin();
        replace(fresh);
        begin(fresh, data);
      }),
    trainOn: () =>
      command(async () => {
        const data = mnist();
        await ready();
        if (status().canTrainOn) begin(present(), data);
      }),
    stop: () => command(stop),
    open: (model) =>
      command(async () => {
        await ready();
        await stop();
        replace(await shippedRun(model));
      }),
    bringBack: () =>
      command(async () => {
        await ready();
        await stop();
        const back = own.bringBack(present().origin === 'trained');
        if (back) replace(storedRun(back, 'trained'));
      }),
    make: (length, seed) => makeStrip(mnist().test, 'test', length, seed, 0),
    read(order) {
      const { network, step } = present();
      return { ...readStrip(network, order), step };
    },
    export() {
      const { network, settings, step } = present();
      return exportStrips({ settings, step, weights: network.readWeights() });
    },
    async end() {
      await command(stop);
      await own.saved();
    },
  };
}
