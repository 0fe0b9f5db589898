/** Matches images with labels and finds the test pair. Pure. */

import type { DataFiles, IdxFile } from './read-files.ts';
import { invalidDataSet } from '../../domain/data-files/problems.ts';

export type Pair = { readonly images: IdxFile; readonly labels: IdxFile };

export type Pairs = { readonly train: Pair; readonly test: Pair | null };

const testName = /t10k|test|val/i;

/**
 * A single pair is for training; of two, names such as `t10k` or `test` mark the test pair, otherwise it is the smaller
 * one.
 * @throws GatescopeError `dataSetInvalid`
 */
export function pairUp({ images, labels }: Pick<DataFiles, 'images' | 'labels'>): Pairs {
  if (images.length === 0) throw invalidDataSet('noImages');
  if (labels.length === 0) throw invalidDataSet('noLabels');
  if (images.length !== labels.length || images.length > 2)
    throw invalidDataSet('unpaired', { images: images.length, labels: labels.length });
  if (images.length === 1) return { train: pair(images[0], labels[0]), test: null };
  const [trainImages, testImages] = trainFirst(images);
  const [trainLabels, testLabels] = trainFirst(labels);
  return { train: pair(trainImages, trainLabels), test: pair(testImages, testLabels) };
}

function trainFirst([one, other]: readonly IdxFile[]): readonly [IdxFile, IdxFile] {
  const isOneTest = testName.test(one.file);
  if (isOneTest !== testName.test(other.file)) return isOneTest ? [other, one] : [one, other];
  if (one.shape[0] === other.shape[0]) throw invalidDataSet('whichTest');
  return one.shape[0] > other.shape[0] ? [one, other] : [other, one];
}

function pair(images: IdxFile, labels: IdxFile): Pair {
  const [count] = images.shape;
  if (count !== labels.shape[0]) {
    const labelsFile = labels.file;
    throw invalidDataSet('counts', { file: images.file, images: count, labelsFile, labels: labels.shape[0] });
  }
  if (count === 0) throw invalidDataSet('empty', { file: images.file });
  return { images, labels };
}
