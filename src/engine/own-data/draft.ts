/** Makes a data set's images and labels from files, and opens it with names for itself and its classes. */

import type { DataSetDraft } from '../../protocol/data-sets.ts';
import { type Breathe, createBreather } from '../../domain/cooperate.ts';
import type { DigitSet, Mnist } from '../../domain/digit-set.ts';
import { gatherImages, gatherLabels } from '../../domain/digit-set.ts';
import { settingRanges } from '../../domain/recipe/config.ts';
import { randomStream } from '../../domain/random.ts';
import { isOnLight } from '../../domain/data-files/ground.ts';
import { type Pair, type Pairs, pairUp } from './pairs.ts';
import { invalidDataSet } from '../../domain/data-files/problems.ts';
import type { GivenFile } from '../../domain/data-files/given-file.ts';
import { readFiles } from './read-files.ts';
import { to28 } from '../../domain/data-files/to-28.ts';
import { limits } from '../../domain/limits/limits.ts';

/** A data set that has been read but not opened. */
export type Draft = Mnist & { readonly about: DataSetDraft };

/** Images shown before the set is opened: two rows of the dialog. */
const previewed = 14;

/** Without a test pair one in this many images is held back, as in MNIST, up to MNIST's number. */
const heldBackOf = 7;

/** Arbitrary but fixed, so that reopening the files gives the same split. */
const heldBackSeed = 1;

/**
 * @param parted whether to split a single pair into training and test images; otherwise all of it serves for both
 * @throws GatescopeError `dataSetInvalid`
 * @throws the signal's reason once aborted
 */
export async function readDraft(
  files: readonly GivenFile[],
  signal: AbortSignal,
  { parted = true } = {},
): Promise<Draft> {
  const given = await readFiles(files);
  signal.throwIfAborted();
  const read = pairUp(given);
  const areBinary = isBinary(read);
  const { train: trainPair, test: testPair } = areBinary ? bytesOfBits(read) : read;
  const pairs = testPair ? [trainPair, testPair] : [trainPair];
  const count = pairs.reduce((sum, { images }) => sum + images.shape[0], 0);
  if (count < 2) throw invalidDataSet('tooFew');
  if (count > limits.maxDataSetImages) throw invalidDataSet('tooManyImages', { count });
  const { firstLabel, classes } = labelsOf(pairs);
  const [, height, width] = trainPair.images.shape;
  const isLight = isOnLight(trainPair.images.values, { width, height, count: trainPair.images.shape[0] });
  const ground = isLight ? 255 : 0;
  const breathe = createBreather();
  const [first, second] = [
    await digitsOf(trainPair, firstLabel, ground, breathe, signal),
    testPair && (await digitsOf(testPair, firstLabel, ground, breathe, signal)),
  ];
  const isParted = parted && !second;
  const { train, test } = isParted ? heldBack(first) : { train: first, test: second ?? first };
  const about = {
    name: nameOf(trainPair.images.file),
    trainCount: train.count,
    testCount: test.count,
    heldBack: isParted,
    ...{ classes, firstLabel, width, height, isLight },
    areShares: areBinary || given.areShares,
    classNames: given.classNames,
    preview: previewOf(train, classes),
  };
  return { train, test, about };
}

/** The first images of each class, or of evenly spread classes if there is no room for all. */
function previewOf(all: DigitSet, classes: number): DataSetDraft['preview'] {
  const found: number[][] = Array.from({ length: classes }, () => []);
  all.labels.forEach((label, index) => {
    if (found[label].length < previewed) found[label].push(index);
  });
  const present = found.filter(({ length }) => length > 0);
  const shown = Math.min(present.length, previewed);
  const spread = Array.from({ length: shown }, (_, place) => present[Math.floor((place * present.length) / shown)]);
  const turns = Array.from({ length: previewed }, (_, turn) => spread.flatMap((each) => each.slice(turn, turn + 1)));
  const indices = Uint32Array.from(turns.flat().slice(0, previewed));
  return { images: gatherImages(all, indices), labels: gatherLabels(all, indices) };
}

/** Whether no pixel is above 1: taken as bytes, the images would be almost black. */
function isBinary({ train, test }: Pairs): boolean {
  const isOf = ({ images }: Pair) => images.values.every((value) => value <= 1);
  return isOf(train) && (test === null || isOf(test));
}

function bytesOfBits({ train, test }: Pairs): Pairs {
  const scaled = ({ images, labels }: Pair) => {
    return { images: { ...images, values: images.values.map((value) => 255 * value) }, labels };
  };
  return { train: scaled(train), test: test && scaled(test) };
}

/** The range of the labels; EMNIST's letters start at 1. */
function labelsOf(pairs: readonly Pair[]): { firstLabel: number; classes: number } {
  let lowest = 255;
  let highest = 0;
  for (const { labels } of pairs) {
    for (const label of labels.values) {
      lowest = Math.min(lowest, label);
      highest = Math.max(highest, label);
    }
  }
  const firstLabel = Math.min(lowest, 1);
  const classes = highest - firstLabel + 1;
  if (lowest === highest) throw invalidDataSet('oneClass');
  const [, most] = settingRanges.classes;
  if (classes > most) {
    const file = pairs.find(({ labels }) => labels.values.includes(highest))?.labels.file ?? '';
    throw invalidDataSet('labelBeyond', { file, label: highest });
  }
  return { firstLabel, classes };
}

async function digitsOf(
  { images, labels }: Pair,
  firstLabel: number,
  ground: number,
  breathe: Breathe,
  signal: AbortSignal,
) {
  const { file, shape, values } = images;
  const [count, height, width] = shape;
  if (Math.min(width, height) < 1 || Math.max(width, height) > limits.maxDataSetSidePixels)
    throw invalidDataSet('wrongSide', { file, width, height });
  if (values.every((value) => value === values[0])) throw invalidDataSet('blank', { file });
  return {
    count,
    images: await to28(values, { width, height, count }, ground, breathe, signal),
    labels: labels.values.map((label) => label - firstLabel),
  };
}

/** Splits a single pair, always in the same way. */
export function heldBack(all: DigitSet): Mnist {
  const count = Math.max(1, Math.min(limits.maxTestImagesHeldBack, Math.round(all.count / heldBackOf)));
  const random = randomStream(heldBackSeed, 'heldBack');
  const order = Uint32Array.from({ length: all.count }, (_, index) => index);
  for (let place = 0; place < count; place++) {
    const other = place + random.integer(all.count - place);
    const value = order[place];
    order[place] = order[other];
    order[other] = value;
  }
  const take = (indices: Uint32Array): DigitSet => ({
    count: indices.length,
    images: gatherImages(all, indices.sort()),
    labels: gatherLabels(all, indices),
  });
  return { train: take(order.slice(count)), test: take(order.slice(0, count)) };
}

const usualParts = /[-_. ]*(?:train|training|images?|labels?|idx3?|ubyte|gz|t10k|test)(?=[-_. \d]|$)[-_. ]*/gi;

const tableName = /\.(?:csv|tsv)$/i;

/** A file name without the parts common to such files; may be empty. */
function nameOf(file: string): string {
  const rest = file.replace(tableName, '').replaceAll(usualParts, ' ').trim();
  return rest.slice(0, limits.maxNameCharacters);
}
