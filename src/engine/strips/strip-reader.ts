/**
 * The one reader of strips shared by all clients. Readings are computed on the engine's own thread with the weights of the
 * moment, so they need not wait for training steps.
 */

import type { Mnist } from '../../domain/digit-set.ts';
import { createQueue } from '../../domain/cooperate.ts';
import type { Strip } from '../../domain/strips/strip.ts';
import type { StripModel } from '../../domain/strips/strip-models.ts';
import { defaultStripSettings, type StripSettings } from '../../domain/strips/strip-settings.ts';
import type { StripOrder, StripProgress, StripReaderStatus, StripReading } from '../../protocol/strips.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Loaded } from '../run/lab.ts';
import { createMerger } from '../system/merge.ts';
import { createMeter } from '../training/meter.ts';
import { makeStrip } from './make-strip.ts';
import { readStrip } from './read-strip.ts';
import { createStripNetwork, initialStripWeights, type StripNetwork } from './strip-network.ts';
import { trainStrips } from './train-strips.ts';

const emitIntervalMs = 1000 / 10;

export type StripReaderEvents = {
  /** Called at most ten times a second. */
  onStatus(status: StripReaderStatus): void;
  /** Called when training fails. */
  onFailure(error: unknown): void;
};

export type StripReader = {
  status(): StripReaderStatus;
  /** Ends any training and starts a fresh one. Resolves when it has started. */
  train(settings: StripSettings): Promise<void>;
  /** Resolves when training has stopped; what it learned is kept. */
  stop(): Promise<void>;
  /** Ends any training and shows the first reader of a model. */
  open(model: StripModel): Promise<void>;
  /** A strip of test digits. */
  make(digits: number, seed: number): Strip;
  read(order: StripOrder): StripReading;
  /** Ends any training. */
  end(): Promise<void>;
};

type Run = {
  readonly network: StripNetwork;
  readonly settings: StripSettings;
  readonly origin: StripReaderStatus['origin'];
  readonly step: number;
  readonly progress: readonly StripProgress[];
};

/** @param digits of which strips are made */
export function createStripReader(pool: KernelPool, digits: Loaded<Mnist>, events: StripReaderEvents): StripReader {
  const command = createQueue();
  const meter = createMeter();
  const changes = createMerger(emitIntervalMs, () => {
    events.onStatus(status());
  });
  /** Created on first use: most people look at other things first. */
  let run: Run | null = null;
  let training: { readonly ended: Promise<void>; readonly cancel: () => void } | null = null;

  /** @throws what kept the digits from being loaded */
  function mnist(): Mnist {
    if ('error' in digits) throw digits.error;
    return digits.value;
  }

  function present(): Run {
    run ??= freshRun(defaultStripSettings);
    return run;
  }

  function freshRun(settings: StripSettings): Run {
    const network = createStripNetwork(pool, settings, initialStripWeights(settings, settings.seed));
    return { network, settings, origin: 'untrained', step: 0, progress: [] };
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
    const { settings, origin, step, progress } = present();
    return {
      ...{ settings, origin, step, progress: [...progress], training: training !== null },
      ...{ totalSteps: settings.steps, stripsPerSecond: meter.perSecond(), trainLoss: meter.loss() },
      pretrainedError: null,
    };
  }

  async function stop(): Promise<void> {
    training?.cancel();
    await training?.ended;
  }

  async function learn(network: StripNetwork, settings: StripSettings, data: Mnist, signal: AbortSignal) {
    try {
      const progress = {
        onStep(step: number, loss: number, strips: number) {
          meter.add(loss, strips);
          update({ step, origin: 'trained' });
        },
        onProgress(news: StripProgress) {
          update({ progress: [...present().progress, news] });
        },
      };
      await trainStrips(network, data, settings, progress, signal);
    } catch (error) {
      if (!signal.aborted) events.onFailure(error);
    }
    training = null;
    changes.changed();
  }

  return {
    status,
    train: (settings) =>
      command(async () => {
        const data = mnist();
        await stop();
        // First, because it may run out of memory: then everything stays as it is.
        const fresh = freshRun(settings);
        replace(fresh);
        const cancellation = new AbortController();
        training = {
          ended: learn(fresh.network, settings, data, cancellation.signal),
          cancel: () => {
            cancellation.abort();
          },
        };
        changes.changed();
      }),
    stop: () => command(stop),
    open: (model) =>
      command(async () => {
        await stop();
        replace(freshRun({ ...defaultStripSettings, model }));
      }),
    make: (length, seed) => makeStrip(mnist().test, length, seed, 0),
    read(order) {
      const { network, step } = present();
      return { ...readStrip(network, order), step };
    },
    end: () => command(stop),
  };
}
