/** How the files of a person's own data set reach the engine, and how it is opened. */

import * as v from 'valibot';
import { dataSetSchema } from '../domain/data-set.ts';
import { mostBytes, mostFiles, mostNameLength } from '../domain/limits.ts';
import { limits } from '../domain/recipe/config.ts';
import { testDigits } from './answers.ts';
import { bytes, count, nothing, type Of, whole } from './values.ts';

/** What the files that were sent make, before it is opened. */
const dataSetDraft = v.object({
  /** Guessed from the files' names. */
  name: v.string(),
  trainCount: count,
  testCount: count,
  /** Whether there was no test pair: then the test images are held back from the others, by a fixed seed. */
  heldBack: v.boolean(),
  /** Classes that occur: the largest label, counted from `firstLabel`, and those below it. */
  classes: count,
  /** The smallest label in the files, 0 or 1: it becomes class 0. */
  firstLabel: count,
  /** Of an image in the files; other sizes than 28×28 are brought to it. */
  width: count,
  height: count,
  /** Whether the ink is dark on a light ground, as on paper; drawings are light on dark. */
  isLight: v.boolean(),
  /** Whether the pixels in the files are from 0 to 1: they are brought to 0 to 255. */
  areShares: v.boolean(),
  /** As a file of names says, or null where there was none. */
  classNames: v.nullable(dataSetSchema.entries.classNames),
  /** Training images, of as many classes as there is room for. */
  preview: testDigits,
});

export type DataSetDraft = Of<typeof dataSetDraft>;

export type DataSetPreview = DataSetDraft['preview'];

/** What fits into one frame of the browser host with room to spare. */
const maxPieceBytes = 2 ** 20;

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(mostNameLength));

export const dataSetRequests = {
  /**
   * A piece of a file, in order; `file` counts from 0, and piece 0 of file 0 begins anew. Each client has files of its own,
   * which are forgotten when it goes.
   */
  sendDataFile: {
    params: v.strictObject({
      file: whole(0, mostFiles),
      name: v.pipe(v.string(), v.maxLength(255)),
      /** Of the whole file, in bytes. */
      size: whole(0, mostBytes),
      offset: whole(0, mostBytes),
      bytes: v.pipe(
        bytes,
        v.check(({ length }) => length <= maxPieceBytes),
      ),
    }),
    result: nothing,
  },
  /** Reads the files that were sent: images, labels and names are told apart by content. */
  readDataFiles: { params: nothing, result: dataSetDraft },
  /** Forgets them; what is being read of them is given up. */
  forgetDataFiles: { params: nothing, result: nothing },
  /** Keeps the set that was read last, and shows a fresh network for it; what was shown can be brought back. */
  openDataSet: {
    params: v.strictObject({
      name,
      classNames: v.pipe(v.array(name), v.minLength(limits.classes[0]), v.maxLength(limits.classes[1])),
      // What a program that is older than the choice does not say: as the files have it.
      /** Whether rows and columns of the images change places, as EMNIST needs. */
      transposed: v.optional(v.boolean(), false),
      /** Whether dark and light change places, so that the ink is light: the set is kept so. */
      inverted: v.optional(v.boolean(), false),
    }),
    result: nothing,
  },
  /** Back to MNIST and the pretrained network; what was shown can be brought back. `isTrial` as of `restart`. */
  openMnist: { params: v.nullish(v.strictObject({ isTrial: v.optional(v.boolean()) }), {}), result: nothing },
};
