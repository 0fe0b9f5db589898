/** Whether images are those that something else knows: by their content, whatever their files or folders are called now. */

import type { DataSet } from '../engine/data/data-set.ts';
import { isMnist } from '../engine/data/data-set.ts';
import { type DigitSet, loadMnist } from '../engine/data/mnist.ts';
import type { RecipeFile } from '../engine/files/recipe-file.ts';
import { heldBack } from '../engine/own-data/draft.ts';
import { idOf } from '../engine/own-data/open-draft.ts';
import type { DataSetInfo } from '../protocol/data-sets.ts';

/** A data set that something was trained on; a recipe need not name its classes. */
export type Learned = DataSetInfo | NonNullable<RecipeFile['dataSet']>;

/** @param data what is measured: of MNIST also one of its two pairs alone @param mnistDirectory of its own files */
export async function isLearned(learned: Learned, data: DataSet, mnistDirectory: string): Promise<boolean> {
  if (learned.id === data.id) return true;
  if (isMnist(learned)) {
    const { train, test } = await loadMnist(mnistDirectory);
    return [train, test].some((digits) => areSame(digits, data.test));
  }
  const named = { ...data, name: learned.name, classNames: learned.classNames ?? data.classNames };
  if ((await idOf(named)) === learned.id) return true;
  // A single pair was parted to be learned from.
  return data.train === data.test && (await idOf({ ...named, ...heldBack(data.train) })) === learned.id;
}

export function areSame(one: DigitSet, other: DigitSet): boolean {
  return (
    one.count === other.count &&
    Buffer.compare(one.labels, other.labels) === 0 &&
    Buffer.compare(one.images, other.images) === 0
  );
}
