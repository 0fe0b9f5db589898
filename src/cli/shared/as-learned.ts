/** Turns and inverts images as the model's training did, unless the options say otherwise. */

import type { DataSet } from '../../engine/data/data-set.ts';
import { changeImages, idOf } from '../../engine/own-data/open-draft.ts';
import { asMeasured, type Learned } from './same-data.ts';

type Way = { readonly transposed: boolean; readonly inverted: boolean };

/** All ways except leaving them as they are. */
const ways: readonly Way[] = [
  { transposed: false, inverted: true },
  { transposed: true, inverted: false },
  { transposed: true, inverted: true },
];

/**
 * @param data as its files have it
 * @param isLight dark on light; other images are not tried inverted
 * @returns the data as `learned` knows it, and how it was changed; null where it is other data, left unchanged
 */
export async function asLearned(
  data: DataSet,
  learned: Learned,
  isLight: boolean,
  mnistDirectory: string,
): Promise<{ readonly data: DataSet; readonly way: Way } | null> {
  const isLearned = async (set: DataSet) => (await asMeasured(learned, set, mnistDirectory)) !== null;
  if (await isLearned(data)) return null;
  for (const way of ways) {
    if (way.inverted && !isLight) continue;
    changeImages(data, way);
    const changed = { ...data, id: await idOf(data) };
    if (await isLearned(changed)) return { data: changed, way };
    changeImages(data, way);
  }
  return null;
}

/** In words, for those who did not ask for it. */
export function asLearnedSentence({ transposed, inverted }: Way, { name }: Learned): string {
  const changes = [transposed && 'rows and columns', inverted && 'dark and light'].filter((part) => part !== false);
  return `As in the training on ${name}, ${changes.join(', and ')} are swapped.`;
}
