/**
 * Whether images are the ones that something was trained on, by content, whatever their files or folders are called
 * now.
 */

import type { DataSet } from '../../engine/data/data-set.ts';
import { isMnist } from '../../engine/data/data-set.ts';
import { loadMnist } from '../../engine/data/mnist.ts';
import { type DigitSet } from '../../domain/digit-set.ts';
import type { RecipeFile } from '../../domain/recipe/recipe-file.ts';
import { heldBack } from '../../engine/own-data/draft.ts';
import { idOf } from '../../engine/own-data/open-draft.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';

/** A data set that something was trained on; a recipe need not name its classes. */
export type Learned = DataSetInfo | NonNullable<RecipeFile['dataSet']>;

/** Images to measure a model on, and their role in its training. */
export type Measured = {
  readonly images: DigitSet;
  /**
   * A pair to test on; the part of a single pair that was held back from training; what was trained on; or a new pair.
   */
  readonly are: 'test' | 'heldBack' | 'trainedOn' | 'all';
};

/**
 * @param data to measure on: for MNIST also one of its two pairs alone, for a split set also all of it
 * @param mnistDirectory of MNIST's files
 * @returns null where it is not what was learned
 */
export async function asMeasured(learned: Learned, data: DataSet, mnistDirectory: string): Promise<Measured | null> {
  const isWhole = data.train === data.test;
  const whole = { images: data.test, are: isWhole ? 'all' : 'test' } as const;
  if (learned.id === data.id) return whole;
  if (isMnist(learned)) {
    const { train, test } = await loadMnist(mnistDirectory);
    if (areSame(test, data.test)) return { images: data.test, are: 'test' };
    return areSame(train, data.test) ? { images: data.test, are: 'trainedOn' } : null;
  }
  const named = { ...data, name: learned.name, classNames: learned.classNames ?? data.classNames };
  if ((await idOf(named)) === learned.id) return whole;
  if (!isWhole) return null;
  // Training split a single pair.
  const parts = heldBack(data.train);
  return (await idOf({ ...named, ...parts })) === learned.id ? { images: parts.test, are: 'heldBack' } : null;
}

export function areSame(one: DigitSet, other: DigitSet): boolean {
  return (
    one.count === other.count &&
    Buffer.compare(one.labels, other.labels) === 0 &&
    Buffer.compare(one.images, other.images) === 0
  );
}
