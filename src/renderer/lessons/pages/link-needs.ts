/** What a lesson's link needs, and what it brings where that is missing. Pure: no text, no engine. */

import { stepsRead } from '../../../domain/recipe/reading.ts';
import type { GeneratorStatus } from '../../../protocol/generator.ts';
import type { Cell, Reading } from '../../../domain/recipe/recipe.ts';

export type Needs = {
  /** Test digits by MNIST's numbers. */
  readonly mnist?: true;
  /** A network of one of these cells that reads all 28 rows from top to bottom, with finite numbers. */
  readonly cells?: readonly Cell[];
  /** A network that has learned to read. */
  readonly learned?: true;
  /** A network whose training takes the gradient back to the first row. */
  readonly wholeGradient?: true;
  /** A trained row generator. */
  readonly generator?: true;
};

/** The parts of the present state that a link may need. */
export type Shown = {
  readonly mnist: boolean;
  readonly network: Reading & {
    readonly cell: Cell;
    /** Whether it reads most digits right. */
    readonly learned: boolean;
    /** False for an exploded network. */
    readonly hasNumbers: boolean;
    /** As `Recipe.truncation`. */
    readonly truncation: number;
  };
};

/** What replaces the present state: nothing, the shipped network, or MNIST with the shipped network. */
export type Brought = 'nothing' | 'shippedNetwork' | 'mnist';

const allRows = 28;

export function broughtFor({ mnist, cells, learned, wholeGradient }: Needs, shown: Shown): Brought {
  if (mnist && !shown.mnist) return 'mnist';
  const { network } = shown;
  const fits =
    network.hasNumbers &&
    network.order === 'rowsDown' &&
    stepsRead(network) === allRows &&
    (!learned || network.learned) &&
    (!wholeGradient || network.truncation === 0);
  return !cells || (cells.includes(network.cell) && fits) ? 'nothing' : 'shippedNetwork';
}

/**
 * Whose generator draws: the shipped one, a person's own, which stays until they ask for the shipped one, or an
 * untrained one, which the shipped one replaces. @param status null where it is not known yet
 */
export function generatorFor(status: GeneratorStatus | null): 'shipped' | 'own' | 'untrained' {
  if (!status || status.origin === 'pretrained') return 'shipped';
  const canBeBrought = !status.training && status.pretrainedError === null;
  return status.origin === 'untrained' && canBeBrought ? 'untrained' : 'own';
}

/** Share of correct digits in the last batches from which a network counts as having learned. */
const learnedFrom = 0.5;
const lastBatches = 20;

/** Whether a run has learned to read. @param accuracy of each step's batch, 0 to 1 */
export function hasLearned(accuracy: Float32Array): boolean {
  const last = accuracy.slice(-lastBatches);
  return last.length > 0 && last.reduce((sum, share) => sum + share, 0) / last.length >= learnedFrom;
}
