/** Whether images are those that something else knows: by their content, whatever their files or folders are called now. */

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

/** Images that a model may be measured on, and what they were to it when it learned. */
export type Measured = {
  readonly images: DigitSet;
  /** A pair to test on; the part of a single pair that was held back from training; what was trained on; or a pair that is new. */
  readonly are: 'test' | 'heldBack' | 'trainedOn' | 'all';
};

/**
 * @param data what is measured: of MNIST also one of its two pairs alone, of a set that was parted also all of it
 * @param mnistDirectory of its own files
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
  // A single pair was parted to be learned from.
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
