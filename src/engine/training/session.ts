/** One network, how it came to be, and what its training has recorded so far. */

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

/** Where weights came from that no training here began. */
export type SessionSource = {
  /** Of the file that was opened; null for another network, such as the shipped one. */
  readonly file: string | null;
  /** What that file says of them, where it says something. */
  readonly metadata: ModelMetadata | null;
};

export type Session = {
  readonly recipe: Recipe;
  readonly network: Network;
  /** null for a network that came from a file: training begins with a fresh one, unless `trainOnSession` is asked for. */
  readonly trainer: Trainer | null;
  /** null for a network whose weights the recipe alone has made. */
  readonly source: SessionSource | null;
  readonly history: RunHistory;
  /** What the weights were in the course of training; null for a network that is not trained. */
  readonly snapshots: Snapshots | null;
  origin: ModelOrigin;
  /** Training steps behind the present weights. */
  step: number;
  /** Of the present weights; null while nobody has measured them. */
  testAccuracy: number | null;
  /** Of the present weights, to every test digit; null while nobody has asked. */
  answers: SetAnswers | null;
};

/** Steps that the session's training lets gradients go back, 0: all. Of a network that is not trained here nothing is known. */
export function truncationOf({ recipe, trainer }: Pick<Session, 'recipe' | 'trainer'>): number {
  return trainer ? truncationOfRecipe(recipe) : 0;
}

/** A fresh, untrained network. */
export function createSession(pool: KernelPool, recipe: Recipe, digits: DigitSet): Session {
  return beginSession(pool, recipe, initialWeights(recipe, recipe.seed), digits);
}

/** A run of the session's settings that begins with the weights of a network from a file. */
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

/** A run that goes on where its checkpoint was taken; its past is still to be brought back. */
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

/** A network that learned from a person's own digits. */
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

/** Of the weights that a run of no step yet begins with. */
function originBefore(begunFrom: string | undefined): ModelOrigin {
  if (begunFrom === undefined) return 'untrained';
  return begunFrom === 'pretrained' ? 'pretrained' : 'opened';
}

/**
 * @param recipe what the next run is to be made of: the shipped network may be larger than what is quick to train
 * @param file its name, where a person opened it
 * @param history of its run, where the file has brought it
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
