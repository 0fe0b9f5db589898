/** Opens the data set of a command: MNIST, or files of one's own. */

import { basename, resolve } from 'node:path';
import { type DataSet, mnistDataSet } from '../../engine/data/data-set.ts';
import { loadMnist } from '../../engine/data/mnist.ts';
import { type Mnist } from '../../domain/digit-set.ts';
import { readDraft } from '../../engine/own-data/draft.ts';
import { textOf } from '../../domain/bytes.ts';
import { labelPresets, type LabelPreset, numberNames, parseLabelNames } from '../../domain/data-files/label-names.ts';
import { openDraft } from '../../engine/own-data/open-draft.ts';
import { readFileWithin } from '../../engine/system/read-file-within.ts';
import { messageOf } from '../../domain/errors.ts';
import { limits } from '../../domain/limits/limits.ts';
import { asLearned, asLearnedSentence } from './as-learned.ts';
import { counted } from './counted.ts';
import { dataFilesAt } from './data-files.ts';
import type { DataOptions } from './data-options.ts';
import type { Io } from './io.ts';
import { areSame, type Learned } from './same-data.ts';

type OpenOptions = {
  /** Names to use where neither the options nor the files have any. */
  readonly usualNames?: readonly string[] | undefined;
  /** Known name of the set, whatever its files say; `--labels` takes precedence. */
  readonly known?: { readonly name: string; readonly classNames?: readonly string[] | undefined } | null;
  /**
   * What trained on images of its own, so that these are turned and inverted likewise, unless the options say
   * otherwise.
   */
  readonly learned?: Learned | null;
  /** Whether a single pair is split into images to train and to test on; if not, all of it is both. */
  readonly parted: boolean;
};

/**
 * Reports on standard error what was done to the files beyond the expected.
 * @throws GatescopeError and Error where files cannot be read or do not belong together; the signal's reason
 */
export async function openData(
  { data: paths, labels, transpose, invert }: DataOptions,
  { usualNames, known, learned, parted }: OpenOptions,
  mnistDirectory: string,
  io: Io,
): Promise<DataSet> {
  if (!paths) {
    if (labels !== undefined || transpose || invert)
      throw new Error('--labels, --transpose and --invert need --data: name its files.');
    return mnistDataSet(await loadMnist(mnistDirectory));
  }
  const draft = await readDraft(await dataFilesAt(paths, io.signal), io.signal, { parted });
  const { about } = draft;
  const { classes, firstLabel, heldBack, testCount, width, height } = about;
  const given = labels === undefined ? (known?.classNames ?? about.classNames) : await namesOf(labels);
  const classNames = given ?? usualNames ?? numberNames(classes, firstLabel);
  const name =
    known?.name ??
    (about.name || basename(resolve(paths[0])).replace(/\.(?:zip|csv)$/i, '')).slice(0, limits.maxNameCharacters);
  if (heldBack)
    io.complain(
      `There is no test pair: ${counted(testCount, 'image')}, always the same, ${testCount === 1 ? 'is' : 'are'} held back to test on.`,
    );
  if (firstLabel === 1) io.complain('The labels begin with 1: label 1 is the first class.');
  if (about.areShares) io.complain('The pixels are from 0 to 1: they are scaled to 0 to 255.');
  if (width !== 28 || height !== 28) io.complain(`The images of ${width}×${height} pixels are scaled to 28×28.`);
  const opened = await openDraft(draft, { name, classNames, transposed: !!transpose, inverted: !!invert });
  const isUnsaid = transpose === undefined && invert === undefined;
  const found = learned && isUnsaid ? await asLearned(opened, learned, about.isLight, mnistDirectory) : null;
  const data = found?.data ?? opened;
  if (found && learned) io.complain(asLearnedSentence(found.way, learned));
  if (about.isLight && !invert && !found?.way.inverted)
    io.complain('The images are dark on light, but are read as light on dark: add --invert, or they are misread.');
  if (known || labels !== undefined) return data;
  const mnist = await mnistLike(data, mnistDirectory);
  return mnist ? mnistDataSet(mnist) : data;
}

/** MNIST, if the files are MNIST's, recognised by their content. */
async function mnistLike({ train, test }: Mnist, directory: string): Promise<Mnist | null> {
  // The files have these counts.
  if (train.count !== 60_000 || test.count !== 10_000) return null;
  const mnist = await loadMnist(directory);
  return areSame(mnist.test, test) && areSame(mnist.train, train) ? mnist : null;
}

async function namesOf(labels: string): Promise<readonly string[]> {
  if (Object.hasOwn(labelPresets, labels)) return labelPresets[labels as LabelPreset];
  try {
    return parseLabelNames(textOf(await readFileWithin(labels, limits.maxNamesBytes)));
  } catch (error) {
    const why = messageOf(error);
    throw new Error(`The names in ${labels} cannot be used (${why}): write one name a line.`, { cause: error });
  }
}
