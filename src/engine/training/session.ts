/** A network, its origin, and the records of its training. */

import type { ModelOrigin, Recipe } from '../../domain/recipe/recipe.ts';
import type { DigitSet } from '../../domain/digit-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { modelConfigOf, truncationOfRecipe } from '../../domain/recipe/config.ts';
import { createNetwork } from '../models/create-network.ts';
import type { Network, Weight } from '../models/network.ts';
import type { ModelMetadata } from '../models/model-metadata.ts';
import type { StoredModel } from '../models/storage.ts';
import type { History } from '../../protocol/run.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { KeptNetwork } from './kept-network.ts';
import { createSnapshots, type Snapshots } from './snapshots.ts';
import { createHistory, type RunHistory } from '../history/history.ts';
import type { SetAnswers } from './evaluate.ts';
import { createTrainer, type Trainer } from './trainer.ts';

/** Where weights that were not trained here came from. */
export type SessionSource = {
  /** The file opened; null for others, such as the shipped network. */
  readonly file: string | null;
  /** The metadata in that file, if any. */
  readonly metadata: ModelMetadata | null;
};

export type Session = {
  readonly recipe: Recipe;
  readonly network: Network;
  /** null for a network from a file: training starts with a fresh one, unless `trainOnSession` is used. */
  readonly trainer: Trainer | null;
  /** null if only the recipe determines the weights. */
  readonly source: SessionSource | null;
  readonly history: RunHistory;
  /** Weights recorded during training; null for an untrained network. */
  readonly snapshots: Snapshots | null;
  origin: ModelOrigin;
  /** Training steps behind the present weights. */
  step: number;
  /** For the present weights; null until measured. */
  testAccuracy: number | null;
  /** Answers of the present weights to every test digit; null until requested. */
  answers: SetAnswers | null;
};

/**
 * How many steps back the session's training lets gradients go, 0: all. Unknown, so 0, for a network not trained here.
 */
export function truncationOf({ recipe, trainer }: Pick<Session, 'recipe' | 'trainer'>): number {
  return trainer ? truncationOfRecipe(recipe) : 0;
}

/** Whether the training of the session's network showed it what is no digit; unknown, so false, for one fine-tuned. */
export function knowsNonDigits({ recipe, trainer, source }: Pick<Session, 'recipe' | 'trainer' | 'source'>): boolean {
  const learned = trainer && trainer.step > 0 ? recipe : source?.metadata?.recipe;
  return (learned?.nonDigits ?? 0) > 0;
}

/** What traces tell of the training. */
export function aboutTraining(session: Pick<Session, 'recipe' | 'trainer' | 'source'>) {
  return { truncation: truncationOf(session), knowsNonDigits: knowsNonDigits(session) };
}

/** A fresh, untrained network. */
export function createSession(pool: KernelPool, recipe: Recipe, digits: DigitSet): Session {
  return beginSession(pool, recipe, initialWeights(recipe, recipe.seed), digits);
}

/** A run with the session's settings that starts from the weights of a network from a file. */
export function trainOnSession(pool: KernelPool, { network, origin, ...from }: Session, digits: DigitSet): Session {
  const recipe = { ...from.recipe, ...network.config };
  const { source, testAccuracy } = from;
  return {
    ...beginSession(pool, recipe, network.readWeights(), digits),
    ...{ origin, testAccuracy, source: source ?? { file: null, metadata: null } },
  };
}

function beginSession(pool: KernelPool, recipe: Recipe, weights: readonly Weight[], digits: DigitSet): Session {
  const network = createNetwork(pool, modelConfigOf(recipe), weights, recipe);
  const trainer = createTrainer(network, digits, recipe);
  const history = createHistory();
  const snapshots = createSnapshots(network, history, trainer);
  return {
    ...{ recipe, network, trainer, history, snapshots, source: null },
    origin: 'untrained',
    step: 0,
    testAccuracy: null,
    answers: null,
  };
}

/** A run that continues from its checkpoint; its moments are restored separately. */
export function resumeSession(pool: KernelPool, checkpoint: Checkpoint, digits: DigitSet): Session {
  const { recipe, trainer, weights, optimizer: optimizerState, history, begunFrom } = checkpoint;
  const network = createNetwork(pool, modelConfigOf(recipe), weights, { ...recipe, optimizerState });
  const lastEpoch = history.epochs.at(-1);
  const resumed = {
    trainer: createTrainer(network, digits, recipe, { from: trainer }),
    history: createHistory(history),
  };
  return {
    ...{ recipe, network, step: trainer.step, answers: null },
    ...resumed,
    source: begunFrom === undefined ? null : { file: begunFrom, metadata: null },
    snapshots: createSnapshots(network, resumed.history, resumed.trainer, { first: checkpoint.timeline?.first }),
    origin: trainer.step > 0 ? 'trained' : originBefore(begunFrom),
    testAccuracy: lastEpoch?.step === trainer.step ? lastEpoch.testAccuracy : null,
  };
}

/** A network that learned from own digits. */
export function fineTunedSession(
  pool: KernelPool,
  {
    model,
    weights,
    recipe,
    step,
    testAccuracy,
  }: Pick<KeptNetwork, 'model' | 'weights' | 'recipe' | 'step' | 'testAccuracy'>,
): Session {
  const opened = openSession(pool, { config: model, weights: [...weights], metadata: null }, recipe);
  return { ...opened, origin: 'fineTuned', step, testAccuracy };
}

/** For the weights of a run without a step. */
function originBefore(begunFrom: string | undefined): ModelOrigin {
  if (begunFrom === undefined) return 'untrained';
  return begunFrom === 'pretrained' ? 'pretrained' : 'opened';
}

/**
 * @param recipe for the next run: the shipped network may be too large to train quickly
 * @param file its name if a person opened it
 * @param history of its run, if the file contains it
 */
export function openSession(
  pool: KernelPool,
  { config, weights, metadata }: StoredModel,
  recipe: Recipe,
  file: string | null = null,
  history?: History | null,
): Session {
  return {
    recipe,
    network: createNetwork(pool, config, weights),
    trainer: null,
    source: { file, metadata },
    history: createHistory(history ?? undefined),
    snapshots: null,
    origin: file === null ? 'pretrained' : 'opened',
    step: metadata?.step ?? 0,
    testAccuracy: metadata?.testAccuracy ?? null,
    answers: null,
  };
}
