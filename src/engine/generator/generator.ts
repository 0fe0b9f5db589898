/**
 * The one row generator that all clients share: the shipped one, or the one they trained last. Training steps and completions
 * take turns, so that all rows of a completion are drawn with the weights of one moment.
 */

import type { Completion, CompletionOrder, GeneratorLoss, GeneratorStatus } from '../../protocol/generator.ts';
import { toWireError } from '../../protocol/errors.ts';
import { createQueue } from '../cooperate.ts';
import type { Mnist } from '../data/mnist.ts';
import type { KernelPool } from '../kernels/pool.ts';
import type { Loaded } from '../lab.ts';
import { createMerger } from '../merge.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { createAutosave } from '../training/autosave.ts';
import { createAwakeClock } from '../training/awake-clock.ts';
import { complete } from './complete.ts';
import { defaultUnits, generatorConfig, type GeneratorRecipe, generatorWeightShapes } from './generator-config.ts';
import { batchSize, createGeneratorNetwork, type GeneratorNetwork } from './generator-network.ts';
import type { StoredGenerator } from './generator-storage.ts';
import type { GeneratorFile, KeptGenerator } from './kept-generator.ts';
import { totalStepsOf, trainGenerator } from './train-generator.ts';
import { createTurns } from './turns.ts';

const tellIntervalMs = 1000 / 10;

/** Several windows may ask at once, each for one at a time. */
const mostWaitingCompletions = 4;

/** Where the trained one could not be kept. */
const saveAgainMs = 60_000;

/** Steps over which the loss and the samples per second are averaged. */
const meterWindow = 20;

export type GeneratorEvents = {
  /** At most ten times a second. */
  onStatus(status: GeneratorStatus): void;
  /** Training stopped by itself because of this. */
  onFailure(error: unknown): void;
};

export type Generator = {
  status(): GeneratorStatus;
  /** Ends a run that is under way and trains a fresh generator. Answers when it has started. */
  train(recipe: GeneratorRecipe): Promise<void>;
  /** Answers when training has stopped; what it has learned stays. */
  stop(): Promise<void>;
  /** Ends a run that is under way and brings the shipped generator back. @throws why it could not be read */
  restore(): Promise<void>;
  /** @throws GatescopeError where too many wait already */
  complete(order: CompletionOrder): Promise<Completion>;
  /** Settles when the one that was kept is there again: only then is there anything to tell. */
  readonly ready: Promise<void>;
  /** Ends a run that is under way, and answers when it is on the disk, or cannot be. */
  end(): Promise<void>;
};

type Run = {
  readonly network: GeneratorNetwork;
  readonly origin: GeneratorStatus['origin'];
  readonly step: number;
  readonly totalSteps: number;
  readonly epochs: number;
  readonly testLoss: number | null;
  readonly losses: readonly GeneratorLoss[];
};

/**
 * @param digits those that are shown; throws where they could not be read
 * @param pretrained used first; where it could not be read, an untrained one is
 * @param file where the one that was trained last is kept, which then is used first; null: nowhere
 */
export function createGenerator(
  pool: KernelPool,
  digits: () => Mnist,
  pretrained: Loaded<StoredGenerator>,
  events: GeneratorEvents,
  file: GeneratorFile | null = null,
): Generator {
  const command = createQueue();
  const { now } = createAwakeClock();
  const turns = createTurns(mostWaitingCompletions);
  const changes = createMerger(tellIntervalMs, () => {
    events.onStatus(status());
  });
  /** Made when it is first asked for: most people look at other things first. */
  let run: Run | null = null;
  let recent: { loss: number; at: number }[] = [];
  let training: { readonly ended: Promise<void>; readonly cancel: () => void } | null = null;

  /** As it was when its loss was measured, or its training ended. */
  let unsaved: KeptGenerator | null = null;
  const autosave = createAutosave(
    async () => {
      const next = unsaved;
      unsaved = null;
      try {
        if (next) await file?.save(next);
      } catch (error) {
        unsaved ??= next;
        throw error;
      }
      return 0;
    },
    (error) => {
      events.onFailure(error);
    },
    saveAgainMs,
  );
  const ready = restoreKept();

  async function restoreKept(): Promise<void> {
    const kept = await file?.load();
    if (!kept) return;
    const { weights, ...about } = kept;
    try {
      run ??= { ...about, network: createGeneratorNetwork(pool, kept.units, weights), origin: 'trained' };
    } catch (error) {
      events.onFailure(error);
    }
  }

  /** Between two steps. */
  function keep(): void {
    const { network, step, totalSteps, epochs, testLoss, losses, origin } = present();
    const weights = network.readWeights();
    // Of one that has exploded the last that had not stays.
    if (origin !== 'trained' || !weights.every(({ values }) => values.every(Number.isFinite))) return;
    unsaved = { weights, units: network.units, step, totalSteps, epochs, testLoss, losses };
    autosave.save();
  }

  function present(): Run {
    run ??= 'value' in pretrained ? openRun(pretrained.value) : freshRun(defaultUnits, 1);
    return run;
  }

  function openRun({ units, weights, metadata }: StoredGenerator): Run {
    const network = createGeneratorNetwork(pool, units, weights);
    const step = metadata?.step ?? 0;
    return {
      ...{ network, origin: 'pretrained', step, totalSteps: step, epochs: metadata?.epochs ?? 0 },
      ...{ testLoss: metadata?.testLoss ?? null, losses: [] },
    };
  }

  function freshRun(units: number, seed: number): Run {
    const weights = initialWeights(generatorConfig(units), seed, generatorWeightShapes(units));
    const network = createGeneratorNetwork(pool, units, weights);
    return { network, origin: 'untrained', step: 0, totalSteps: 0, epochs: 0, testLoss: null, losses: [] };
  }

  function update(next: Partial<Run>): void {
    run = { ...present(), ...next };
    changes.changed();
  }

  function status(): GeneratorStatus {
    const { network, origin, step, totalSteps, epochs, testLoss, losses } = present();
    return {
      ...{ training: training !== null, origin, units: network.units, step, totalSteps, epochs, testLoss, losses },
      samplesPerSecond: samplesPerSecond(),
      pretrainedError: 'error' in pretrained ? toWireError(pretrained.error) : null,
      trainLoss: recent.length > 0 ? recent.reduce((sum, { loss }) => sum + loss, 0) / recent.length : null,
    };
  }

  function samplesPerSecond(): number {
    const seconds = recent.length > 1 ? (recent[recent.length - 1].at - recent[0].at) / 1000 : 0;
    return seconds > 0 ? ((recent.length - 1) * batchSize) / seconds : 0;
  }

  /** What is being drawn is drawn to its end; what waits is drawn with the next network. */
  function replace(next: Run): Promise<void> {
    return turns.train(() => {
      run?.network.dispose();
      run = next;
      recent = [];
      return Promise.resolve();
    });
  }

  async function stop(): Promise<void> {
    training?.cancel();
    await training?.ended;
  }

  async function learn(network: GeneratorNetwork, recipe: GeneratorRecipe, mnist: Mnist, signal: AbortSignal) {
    try {
      const progress = {
        onStep(step: number, loss: number) {
          recent = [...recent.slice(1 - meterWindow), { loss, at: now() }];
          update({ step, origin: 'trained' });
        },
        onLoss(loss: GeneratorLoss) {
          update({ losses: [...present().losses, loss], testLoss: loss.testLoss });
          keep();
        },
      };
      await trainGenerator(network, mnist, recipe, turns.train, progress, signal);
    } catch (error) {
      if (!signal.aborted) events.onFailure(error);
    }
    training = null;
    keep();
    changes.changed();
  }

  return {
    status,
    ready,
    async end() {
      await command(stop);
      await autosave.saved();
    },
    train: (recipe) =>
      command(async () => {
        await ready;
        const present = digits();
        await stop();
        // First of all, since it may find too little memory: then everything stays as it is.
        const fresh = freshRun(recipe.units, recipe.seed);
        const totalSteps = totalStepsOf(recipe, present.train);
        await replace({ ...fresh, epochs: recipe.epochs, totalSteps });
        const cancellation = new AbortController();
        const ended = learn(fresh.network, recipe, present, cancellation.signal);
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
        const isOwn = run?.origin === 'trained';
        await replace(openRun(pretrained.value));
        changes.changed();
        // Before the first step of another one, what is kept is still the one before.
        if (!isOwn) return;
        // What was being written is there by then.
        await autosave.saved();
        unsaved = null;
        await file?.remove();
      }),
    complete: (order) =>
      turns.complete(async () => {
        await ready;
        const { network, step } = present();
        return { ...(await complete(network, order)), step };
      }),
  };
}
