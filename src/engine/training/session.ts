/** One network, how it came to be, and what its training has recorded so far. */

import type { ModelOrigin, Recipe } from '../../protocol/recipe.ts';
import type { DigitSet } from '../data/mnist.ts';
import type { KernelPool } from '../kernels/pool.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { modelConfigOf } from '../models/config.ts';
import { createNetwork } from '../models/create-network.ts';
import type { Network } from '../models/network.ts';
import type { StoredModel } from '../models/storage.ts';
import type { Checkpoint } from './checkpoint.ts';
import { createSnapshots, type Snapshots } from '../timeline/snapshots.ts';
import { createHistory, type RunHistory } from './history.ts';
import type { SetAnswers } from './evaluate.ts';
import { createTrainer, type Trainer } from './trainer.ts';

export type Session = {
  readonly recipe: Recipe;
  readonly network: Network;
  /** null for a network that came from a file: training begins with a fresh one. */
  readonly trainer: Trainer | null;
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

/** A fresh, untrained network. */
export function createSession(pool: KernelPool, recipe: Recipe, digits: DigitSet): Session {
  const network = createNetwork(pool, modelConfigOf(recipe), initialWeights(recipe, recipe.seed), recipe);
  const trainer = createTrainer(network, digits, recipe);
  const history = createHistory();
  const snapshots = createSnapshots(network, history, trainer);
  return {
    ...{ recipe, network, trainer, history, snapshots },
    origin: 'untrained',
    step: 0,
    testAccuracy: null,
    answers: null,
  };
}

/** A run that goes on where its checkpoint was taken. */
export function resumeSession(pool: KernelPool, checkpoint: Checkpoint, digits: DigitSet): Session {
  const { recipe, trainer, weights, optimizer: optimizerState, history } = checkpoint;
  const network = createNetwork(pool, modelConfigOf(recipe), weights, { ...recipe, optimizerState });
  const lastEpoch = history.epochs.at(-1);
  const resumed = {
    trainer: createTrainer(network, digits, recipe, { from: trainer }),
    history: createHistory(history),
  };
  return {
    ...{ recipe, network, step: trainer.step, answers: null },
    ...resumed,
    snapshots: createSnapshots(network, resumed.history, resumed.trainer),
    origin: trainer.step > 0 ? 'trained' : 'untrained',
    testAccuracy: lastEpoch?.step === trainer.step ? lastEpoch.testAccuracy : null,
  };
}

/** @param recipe what the next run is to be made of: the shipped network may be larger than what is quick to train */
export function openSession(pool: KernelPool, { config, weights, metadata }: StoredModel, recipe: Recipe): Session {
  return {
    recipe,
    network: createNetwork(pool, config, weights),
    trainer: null,
    history: createHistory(),
    snapshots: null,
    origin: 'pretrained',
    step: metadata?.step ?? 0,
    testAccuracy: metadata?.testAccuracy ?? null,
    answers: null,
  };
}
