/** Turns a draft into a data set with names for itself and its classes. */

import type { Requests } from '../../protocol/api.ts';
import { stampOf, type Versions } from '../../domain/migrate.ts';
import { createBreather } from '../../domain/cooperate.ts';
import type { DataSet } from '../data/data-set.ts';
import type { Mnist } from '../../domain/digit-set.ts';
import type { Draft } from './draft.ts';
import { invalidDataSet } from '../../domain/data-files/problems.ts';
import { invertImages } from '../../domain/data-files/ground.ts';
import { transposeImages } from '../../domain/data-files/to-28.ts';
import { createSha256 } from '../system/sha256.ts';

export const dataSetVersions = { format: 'gatescope-data', ups: [] } as const satisfies Versions;

/** Bytes hashed before yielding to other work. */
const stretch = 8 * 2 ** 20;

/**
 * @param draft is consumed: its images are transposed and inverted in place as requested
 * @throws GatescopeError `dataSetInvalid` if there are fewer names than classes
 */
export async function openDraft(
  { train, test, about }: Draft,
  { name, classNames, transposed, inverted }: Requests['openDataSet']['params'],
): Promise<DataSet> {
  requireNames(about, classNames);
  changeImages({ train, test }, { transposed, inverted });
  const named = { name, classNames: [...classNames], train, test };
  return { id: await idOf(named), ...named };
}

/** Transposes and inverts in place; each is its own inverse. */
export function changeImages(
  { train, test }: Mnist,
  { transposed, inverted }: { readonly transposed: boolean; readonly inverted: boolean },
): void {
  // An unsplit set has the same images twice: transpose them once.
  for (const images of new Set([train.images, test.images])) {
    if (transposed) transposeImages(images);
    if (inverted) invertImages(images);
  }
}

/** @throws GatescopeError `dataSetInvalid` if there are fewer names than classes */
export function requireNames({ classes }: Draft['about'], classNames: readonly string[]): void {
  if (classNames.length < classes) throw invalidDataSet('tooFewNames', { names: classNames.length, classes });
}

/** Identifies a set by its whole content. */
export async function idOf(data: Omit<DataSet, 'id'>): Promise<string> {
  const breathe = createBreather();
  const hash = createSha256();
  hash.add(describe(data));
  for (const part of columnsOf(data)) {
    for (let start = 0; start < part.length; start += stretch) {
      hash.add(part.subarray(start, start + stretch));
      await breathe();
    }
  }
  return hash.hex().slice(0, 32);
}

/** Its names and counts, as stored before its bytes. */
export function describe({ name, classNames, train, test }: Omit<DataSet, 'id'>): string {
  const counts = { trainCount: train.count, testCount: test.count };
  return JSON.stringify({ ...stampOf(dataSetVersions), name, classNames, ...counts });
}

/** Its bytes in storage order. */
export function columnsOf({ train, test }: Mnist): Uint8Array[] {
  return [train.labels, test.labels, train.images, test.images];
}
