/** What a lesson's link needs to show what it speaks of, and what it brings where that is not there. Pure: no text, no engine. */

import { stepsRead } from '../../../domain/recipe/reading.ts';
import type { GeneratorStatus } from '../../../protocol/generator.ts';
import type { Cell, Reading } from '../../../domain/recipe/recipe.ts';

export type Needs = {
  /** Test digits by MNIST's numbers. */
  readonly mnist?: true;
  /** A network of one of these cells that reads all 28 rows from top to bottom and answers in numbers. */
  readonly cells?: readonly Cell[];
  /** One that has learned to read. */
  readonly learned?: true;
  /** One whose training takes the gradient back to the first row. */
  readonly wholeGradient?: true;
  /** The network that finishes digits, once it has learned them. */
  readonly generator?: true;
};

/** What is shown now, as far as a link may need it. */
export type Shown = {
  readonly mnist: boolean;
  readonly network: Reading & {
    readonly cell: Cell;
    /** Whether it reads most digits right. */
    readonly learned: boolean;
    /** False of one that has exploded. */
    readonly hasNumbers: boolean;
    /** As `Recipe.truncation`. */
    readonly truncation: number;
  };
};

/** What takes the place of what is shown: nothing; the network that Gatescope came with; its digits and that. */
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
 * Whose generator draws: the shipped one; a person's own, which stays until they ask for the shipped one; or a fresh one that
 * has learned nothing, in whose place the shipped one is brought. @param status null: nobody has looked yet
 */
export function generatorFor(status: GeneratorStatus | null): 'shipped' | 'own' | 'untrained' {
  if (!status || status.origin === 'pretrained') return 'shipped';
  const canBeBrought = !status.training && status.pretrainedError === null;
  return status.origin === 'untrained' && canBeBrought ? 'untrained' : 'own';
}

/** Share of the digits of the last batches from which on a network has learned to read. */
const learnedFrom = 0.5;
const lastBatches = 20;

/** Whether a run has learned to read. @param accuracy of each of its steps' batches, 0 to 1 */
export function hasLearned(accuracy: Float32Array): boolean {
  const last = accuracy.slice(-lastBatches);
  return last.length > 0 && last.reduce((sum, share) => sum + share, 0) / last.length >= learnedFrom;
}
